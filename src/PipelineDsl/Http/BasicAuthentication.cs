namespace PipelineDsl.Http;

/// <summary>User name and password (RFC 7617).</summary>
/// <param name="Username">The user name; it may come from a file too.</param>
/// <param name="Password">The password.</param>
public sealed record BasicAuthentication(Secret Username, Secret Password) : HttpAuthentication
{
    internal override void Validate()
    {
    }
}
