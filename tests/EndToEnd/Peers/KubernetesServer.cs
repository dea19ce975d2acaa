using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace PipelineDsl.EndToEnd.Peers;

/// <summary>A real Kubernetes API server with its etcd, with TLS and RBAC, on loopback.</summary>
internal sealed class KubernetesServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HttpClient _http;
    private readonly Uri _etcd;

    private KubernetesServer(string folder, int port)
    {
        _folder = folder;
        _etcd = new Uri($"http://127.0.0.1:{port + 1}/");
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
        await Shell.RunAsync("bash", [PeerPackages.Script("kube-apiserver.sh"), "up", folder, port.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return new KubernetesServer(folder, port);
    }

    /// <summary>Asks as an administrator.</summary>
    public HttpClient Administrator => _http;

    /// <summary>Ends the server as a crash does; etcd goes on.</summary>
    public Task KillAsync() => Shell.RunAsync("bash", [PeerPackages.Script("kube-apiserver.sh"), "kill", _folder]);

    /// <summary>Starts the server again, with a new certificate of the same authority.</summary>
    public Task RestartAsync() => Shell.RunAsync("bash", [PeerPackages.Script("kube-apiserver.sh"), "restart", _folder]);

    /// <summary>Forgets all history in etcd. The server itself still has some until it is restarted.</summary>
    public async Task CompactAsync()
    {
        using var http = new HttpClient { BaseAddress = _etcd };
        using HttpResponseMessage answer = await http.PostAsJsonAsync("v3/kv/range", new JsonObject { ["key"] = "AA==", ["limit"] = 1 });
        JsonNode range = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        using HttpResponseMessage done = await http.PostAsJsonAsync(
            "v3/kv/compaction", new JsonObject { ["revision"] = (string)range["header"]!["revision"]!, ["physical"] = true });
        done.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a service account, anew if there is one, and writes a token of it.</summary>
    /// <returns>The kubeconfig that names the token's file, and the file.</returns>
    public async Task<(string KubeConfig, string TokenFile)> ServiceAccountAsync(string ns, string name)
    {
        string path = $"api/v1/namespaces/{ns}/serviceaccounts";
        using (await _http.DeleteAsync($"{path}/{name}"))
        {
        }

        await SendAsync(HttpMethod.Post, path, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }.ToJsonString());
        string answer = await SendAsync(HttpMethod.Post, $"{path}/{name}/token", """{"spec":{"audiences":["https://kubernetes.default.svc"]}}""");
        string token = Path.Combine(_folder, $"{name}.token");
        await File.WriteAllTextAsync(token, (string)JsonNode.Parse(answer)!["status"]!["token"]!);
        string config = Path.Combine(_folder, $"{name}.kubeconfig");
        await File.WriteAllTextAsync(config, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: test, cluster: {server: "{{_http.BaseAddress}}", certificate-authority: {{_folder}}/run/ca.crt } }]
            users: [{name: {{name}}, user: { tokenFile: {{token}} } }]
            contexts: [{name: test, context: {cluster: test, user: {{name}} } }]
            current-context: test
            """);
        return (config, token);
    }

    /// <summary>Grants verbs on resources in a namespace to a service account of it.</summary>
    public async Task GrantAsync(string ns, string account, string[] verbs, params string[] resources)
    {
        string path = $"apis/rbac.authorization.k8s.io/v1/namespaces/{ns}";
        await SendAsync(HttpMethod.Post, $"{path}/roles", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = account },
            ["rules"] = new JsonArray(new JsonObject { ["apiGroups"] = new JsonArray(""), ["resources"] = Texts(resources), ["verbs"] = Texts(verbs) }),
        }.ToJsonString());
        await SendAsync(HttpMethod.Post, $"{path}/rolebindings", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = account },
            ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Role", ["name"] = account },
            ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = account, ["namespace"] = ns }),
        }.ToJsonString());
    }

    /// <summary>The kubeconfig of a user without any rights.</summary>
    public async Task<string> UserAsync(string name)
    {
        string config = await Shell.RunAsync("bash", [PeerPackages.Script("kube-apiserver.sh"), "user", _folder, name]);
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

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    /// <summary>Sends a request as an administrator.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<string> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(
                method == HttpMethod.Patch ? "application/strategic-merge-patch+json" : "application/json"));
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {answer}");
    }
}
