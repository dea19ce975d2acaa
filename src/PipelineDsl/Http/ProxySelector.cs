using System.Net;

namespace PipelineDsl.Http;

/// <summary>Decides through which proxy a URL is reached.</summary>
internal sealed class ProxySelector : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly NoProxyList _direct;
    private readonly bool _exceptSecure;

    /// <summary>Reads the options, and the environment if they say so.</summary>
    /// <param name="options">The options.</param>
    /// <param name="exceptSecure">Whether <see cref="GetProxy"/> hides the proxy of https URLs, since somebody else makes their tunnels.</param>
    public ProxySelector(ProxyOptions options, bool exceptSecure)
    {
        _exceptSecure = exceptSecure;
        if (!options.FromEnvironment)
        {
            (_http, _https, _direct) = (options.Url, options.Url, new NoProxyList(options.NoProxy, exceptLoopback: false));
        }
        else
        {
            (_http, _https) = (FromEnvironment("HTTP_PROXY"), FromEnvironment("HTTPS_PROXY"));
            _direct = new NoProxyList(Variable("NO_PROXY") ?? "", exceptLoopback: true);
        }

        // A server that demands them gets those of the first proxy that has some.
        Credentials = Userinfo(_https) ?? Userinfo(_http);
    }

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => _exceptSecure && destination.Scheme == "https" ? null : Find(destination);

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    /// <summary>The proxy of a URL, whoever makes the connection.</summary>
    public Uri? Find(Uri destination)
    {
        Uri? proxy = destination.Scheme == "https" ? _https : _http;
        return proxy is null || _direct.Contains(destination) ? null : proxy;
    }

    /// <summary>User name and password in a URL.</summary>
    public static NetworkCredential? Userinfo(Uri? url)
    {
        if (url is not { UserInfo.Length: > 0 })
        {
            return null;
        }

        string[] parts = url.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    // A proxy without a scheme is an http one, as everywhere.
    private static Uri? FromEnvironment(string name) => Variable(name) is { Length: > 0 } value
        ? new Uri(value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value)
        : null;

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? Environment.GetEnvironmentVariable(name.ToLowerInvariant());
}
