namespace PipelineDsl.Http;

/// <summary>How a client proves who it is: <see cref="BasicAuthentication"/>, <see cref="HeaderAuthentication"/> or <see cref="OAuth2Authentication"/>.</summary>
public abstract record HttpAuthentication
{
    private protected HttpAuthentication()
    {
    }

    internal abstract void Validate();
}
