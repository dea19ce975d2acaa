namespace PipelineDsl.Http;

/// <summary>Credentials that go as they are into the header <c>Authorization</c>, behind their type.</summary>
/// <param name="Credentials">The credentials, such as a token.</param>
public sealed record HeaderAuthentication(Secret Credentials) : HttpAuthentication
{
    /// <summary>The type of the credentials. The default value is <c>Bearer</c>.</summary>
    public string Type { get; init; } = "Bearer";

    internal override void Validate()
    {
        if (string.IsNullOrWhiteSpace(Type) || Type.Equals("basic", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The authorization type is '{Type}': use {nameof(BasicAuthentication)} for basic, or leave it out for Bearer.");
        }
    }
}
