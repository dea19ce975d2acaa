using PipelineDsl.Discovery;

namespace PipelineDsl.Http;

/// <summary>The way through a proxy: a fixed one, or the one the environment names.</summary>
public sealed record ProxyOptions
{
    /// <summary>The proxy's address. The default value is <see langword="null"/>: the one of the environment.</summary>
    public Uri? Url { get; init; }

    /// <summary>Hosts that are reached directly, as in the variable <c>NO_PROXY</c>: names, suffixes, addresses and CIDR ranges, separated by commas.
    /// The default value is empty.</summary>
    public string NoProxy { get; init; } = "";

    /// <summary>Whether <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c> and <c>NO_PROXY</c> decide. The default value is <see langword="false"/>.</summary>
    public bool FromEnvironment { get; init; }

    /// <summary>Headers of CONNECT requests. The default value is empty.</summary>
    public ValueList<ProxyHeader> ConnectHeaders { get; init; } = [];

    internal void Validate()
    {
        if (FromEnvironment && (Url is not null || NoProxy.Length > 0))
        {
            throw new ArgumentException("The proxy is both fixed and taken from the environment: choose one.");
        }

        if (!FromEnvironment && Url is null)
        {
            throw new ArgumentException("The proxy has no URL: set it, or take the proxy from the environment.");
        }
    }
}
