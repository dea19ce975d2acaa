using PipelineDsl.Http;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads the way through a proxy.</summary>
internal static class ProxyReader
{
    /// <summary>Reads the proxy of an endpoint, prober or discovery; null where it has none.</summary>
    public static ProxyOptions? ReadProxy(this Field owner, ResourceScope scope)
    {
        Uri? url = owner["proxyUrl"].Url();
        string noProxy = owner["noProxy"].TextOrEmpty();
        bool fromEnvironment = owner["proxyFromEnvironment"].Flag() ?? false;
        ProxyHeader[] headers = [.. owner["proxyConnectHeader"].Entries().Select(entry => new ProxyHeader(
            entry.Key, [.. entry.Value.Items().Select(item => item.ReadSecretKey(scope)!)]))];
        if (fromEnvironment && url is not null)
        {
            throw owner["proxyUrl"].Reject("it excludes proxyFromEnvironment: choose one");
        }

        if (fromEnvironment && noProxy.Length > 0)
        {
            throw owner["noProxy"].Reject("it excludes proxyFromEnvironment: set the variable NO_PROXY");
        }

        if (!fromEnvironment && url is null && (noProxy.Length > 0 || headers.Length > 0))
        {
            throw owner[noProxy.Length > 0 ? "noProxy" : "proxyConnectHeader"].Reject("it needs a proxy: add proxyUrl");
        }

        return fromEnvironment || url is not null
            ? new ProxyOptions { Url = url, NoProxy = noProxy, FromEnvironment = fromEnvironment, ConnectHeaders = [.. headers] }
            : null;
    }
}
