namespace PipelineDsl;

/// <summary>A place that samples go to, by name. Its address and credentials are configuration, not code.</summary>
/// <param name="Name">The name, as in <c>Destinations:&lt;name&gt;:Url</c>.</param>
public sealed record Destination(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
