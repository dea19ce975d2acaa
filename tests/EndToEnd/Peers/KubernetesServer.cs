using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace PipelineDsl.EndToEnd.Peers;

/// <summary>A real Kubernetes API server with its etcd, with TLS and RBAC, on loopback.</summary>
internal sealed class KubernetesServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HttpClient _http;

    private KubernetesServer(string folder, int port)
    {
        _folder = folder;
        string run = Path.Combine(folder, "run");
        X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(run, "ca.crt"));
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, chain, _) =>
            {
                chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.Add(authority);
                return chain.Build(certificate!);
            },
        };
        handler.ClientCertificates.Add(X509Certificate2.CreateFromPemFile(Path.Combine(run, "admin.crt"), Path.Combine(run, "admin.key")));
        _http = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{port}/") };
        KubeConfig = Path.Combine(run, "kubeconfig");
    }

    /// <summary>The kubeconfig of an administrator.</summary>
    public string KubeConfig { get; }

    public static async Task<KubernetesServer> StartAsync()
    {
        string installed = await PeerInstallation.KubernetesAsync();
        string folder = Directory.CreateTempSubdirectory("kubernetes-").FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "kube-apiserver"), Path.Combine(installed, "kube-apiserver"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "etcd"), Path.Combine(installed, "etcd"));
        int port = PeerProcess.FreePort();
        await Shell.RunAsync("bash", [PeerInstallation.Script("kube-apiserver.sh"), "up", folder, port.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return new KubernetesServer(folder, port);
    }

    /// <summary>The kubeconfig of a user without any rights.</summary>
    public async Task<string> UserAsync(string name)
    {
        string config = await Shell.RunAsync("bash", [PeerInstallation.Script("kube-apiserver.sh"), "user", _folder, name]);
        string path = Path.Combine(_folder, $"{name}.kubeconfig");
        await File.WriteAllTextAsync(path, config);
        return path;
    }

    public async Task CreateNamespaceAsync(string name) =>
        await SendAsync(HttpMethod.Post, "api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }.ToJsonString());

    /// <summary>Creates a running pod whose container has one port, and gives it loopback as its IP.</summary>
    public async Task CreatePodAsync(string ns, string name, int port, IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string>? annotations = null)
    {
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = Map(labels), ["annotations"] = Map(annotations ?? new Dictionary<string, string>()) },
            ["spec"] = new JsonObject
            {
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "app",
                    ["image"] = "app:1",
                    ["ports"] = new JsonArray(new JsonObject { ["name"] = "metrics", ["containerPort"] = port }),
                }),
            },
        };
        await SendAsync(HttpMethod.Post, $"api/v1/namespaces/{ns}/pods", pod.ToJsonString());
        await SendAsync(HttpMethod.Patch, $"api/v1/namespaces/{ns}/pods/{name}/status", """
            {"status":{"phase":"Running","podIP":"127.0.0.1","podIPs":[{"ip":"127.0.0.1"}],"conditions":[{"type":"Ready","status":"True"}]}}
            """);
    }

    public async Task AnnotatePodAsync(string ns, string name, string annotation, string value) =>
        await SendAsync(HttpMethod.Patch, $"api/v1/namespaces/{ns}/pods/{name}",
            new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } }.ToJsonString());

    public async Task DeletePodAsync(string ns, string name) =>
        await SendAsync(HttpMethod.Delete, $"api/v1/namespaces/{ns}/pods/{name}?gracePeriodSeconds=0", null);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        // Not asked to end: with watches open the server would take a minute.
        await Shell.RunAsync("bash", ["-c", "kill -9 $(cat \"$0\"/run/*.pid); rm -rf \"$0\"", _folder]);
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> map) =>
        new(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));

    private async Task SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(
                method == HttpMethod.Patch ? "application/strategic-merge-patch+json" : "application/json"));
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }
}
