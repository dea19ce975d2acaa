using System.Net;
using System.Security.Cryptography.X509Certificates;
using PipelineDsl.Discovery;
using PipelineDsl.Http;

namespace PipelineDsl.Kubernetes;

/// <summary>The way to a Kubernetes API server: where it is, how it is trusted, and who asks.</summary>
/// <example><code>
/// KubernetesAccess access = KubernetesAccess.FromEnvironment();
/// using var client = new HttpClient(access.CreateHandler()) { BaseAddress = access.Server };
/// </code></example>
public sealed class KubernetesAccess
{
    internal KubernetesAccess(Uri server, string origin) => (Server, Origin) = (server, origin);

    /// <summary>Where the API server is.</summary>
    public Uri Server { get; }

    /// <summary>Where this access came from, for messages: <c>context 'dev' of ~/.kube/config</c>.</summary>
    public string Origin { get; }

    /// <summary>The namespace of the context or of the pod this runs in. The default value is <c>default</c>.</summary>
    public string Namespace { get; internal init; } = "default";

    internal TlsSettings Tls { get; init; } = new();

    internal AccessCredential Credential { get; init; } = AccessCredential.None;

    internal ExecPlugin? Plugin { get; init; }

    internal Uri? Proxy { get; init; }

    /// <summary>How it is connected to, where that was not said by a kubeconfig but in Prometheus' words; all else here counts for nothing then.</summary>
    internal HttpClientOptions? Http { get; init; }

    internal bool Compression { get; init; } = true;

    /// <summary>Finds the access as a program should: <c>KUBECONFIG</c> if it is set, else the service account of the pod, else <c>~/.kube/config</c>.</summary>
    /// <remarks><c>KUBECONFIG</c> may list several files; of entries with one name the first counts, and files that do not exist are passed over.</remarks>
    /// <exception cref="KubernetesAccessException">There is none, or what there is cannot be used.</exception>
    public static KubernetesAccess FromEnvironment() => FromEnvironment(KubernetesEnvironment.Process);

    /// <summary>Takes the access from a kubeconfig file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="context">The context. The default value is <see langword="null"/>: the file's current context.</param>
    /// <exception cref="KubernetesAccessException">The file or the context does not exist or cannot be used.</exception>
    public static KubernetesAccess FromKubeConfig(string path, string? context = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return KubeConfig.Load([path], path).ToAccess(context);
    }

    /// <summary>Takes the access from the service account of the pod this runs in. Its token is read again for each request.</summary>
    /// <exception cref="KubernetesAccessException">This is no pod, or the pod has no service account mounted.</exception>
    public static KubernetesAccess InCluster() => ServiceAccount.ToAccess(KubernetesEnvironment.Process);

    /// <summary>An API server without credentials, such as <c>kubectl proxy</c> or a simulated cluster.</summary>
    /// <param name="server">Where it is. With <c>https</c> the authorities of the system are trusted.</param>
    public static KubernetesAccess FromUrl(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new KubernetesAccess(server, server.ToString());
    }

    /// <summary>Creates a handler that trusts the server as this access says and puts its credentials on each request.</summary>
    /// <remarks>The command of a kubeconfig's <c>exec</c> is run when the first request is sent, and again when its credentials expire or are refused (401).</remarks>
    /// <exception cref="KubernetesAccessException">The certificates cannot be used.</exception>
    public HttpMessageHandler CreateHandler() => Http is not null
        ? HttpHandlers.Create(Http, TimeProvider.System)
        : new CredentialHandler(Credential, Tls.ServerName, Plugin is null ? Connect(Tls.ClientCertificates) : new ExecHandler(Plugin, Connect));

    /// <summary>The origin and the server; no credential.</summary>
    public override string ToString() => $"{Server} ({Origin})";

    internal static KubernetesAccess FromConnection(KubernetesConnection connection) =>
        new(connection.Server, "the settings beside apiServer") { Http = connection.Http };

    internal static KubernetesAccess FromEnvironment(KubernetesEnvironment environment)
    {
        if (environment.Variable("KUBECONFIG") is { Length: > 0 } list)
        {
            string[] paths = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return KubeConfig.Load(paths, $"KUBECONFIG ({list})").ToAccess(null);
        }

        if (ServiceAccount.IsThere(environment))
        {
            return ServiceAccount.ToAccess(environment);
        }

        return File.Exists(environment.DefaultKubeConfig)
            ? KubeConfig.Load([environment.DefaultKubeConfig], environment.DefaultKubeConfig).ToAccess(null)
            : throw new KubernetesAccessException(
                $"No way to a Kubernetes API server: KUBECONFIG is not set, this is no pod with a service account, and {environment.DefaultKubeConfig} "
                + "does not exist. Set KUBECONFIG to a kubeconfig file, or run as a pod.");
    }

    private SocketsHttpHandler Connect(X509Certificate2Collection? clientCertificates)
    {
        var sockets = new SocketsHttpHandler
        {
            SslOptions = Tls.ToOptions(clientCertificates),
            AutomaticDecompression = Compression ? DecompressionMethods.GZip : DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,

            // A watch may be silent for minutes: without pings a vanished server would look just like that.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(30),
        };
        if (Proxy is not null)
        {
            sockets.Proxy = new WebProxy(Proxy);
        }

        return sockets;
    }
}
