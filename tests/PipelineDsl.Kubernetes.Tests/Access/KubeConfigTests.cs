using System.Net.Http.Headers;
using System.Text;

namespace PipelineDsl.Kubernetes.Tests;

public class KubeConfigTests
{
    private const string Whole = """
        apiVersion: v1
        kind: Config
        current-context: dev
        clusters:
        - name: one
          cluster: {server: "https://one.example:6443", tls-server-name: kubernetes.default, disable-compression: true, proxy-url: "http://proxy:3128"}
        - {name: two, cluster: {server: "https://two.example/k8s/clusters/c-1", insecure-skip-tls-verify: true}}
        contexts:
        - {name: dev, context: {cluster: one, user: me, namespace: shop}}
        - {name: live, context: {cluster: two, user: robot}}
        - {name: plain, context: {cluster: two}}
        - {name: broken, context: {cluster: nowhere}}
        - {name: plugin, context: {cluster: two, user: cloud}}
        users:
        - {name: me, user: {token: secret}}
        - {name: robot, user: {username: u, password: "p:w"}}
        - name: cloud
          user:
            auth-provider: {name: gcp}
        """;

    [Fact]
    public async Task The_current_context_is_taken()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Write("config", Whole);
        KubernetesAccess access = KubernetesAccess.FromKubeConfig(path);
        access.Server.ShouldBe(new Uri("https://one.example:6443"));
        access.Namespace.ShouldBe("shop");
        access.Origin.ShouldBe($"context 'dev' of {path}");
        access.Tls.ServerName.ShouldBe("kubernetes.default");
        access.Compression.ShouldBeFalse();
        access.Proxy.ShouldBe(new Uri("http://proxy:3128"));
        (await HeaderAsync(access)).ShouldBe("Bearer secret");
        access.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_context_may_be_named()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Write("config", Whole);
        KubernetesAccess access = KubernetesAccess.FromKubeConfig(path, "live");
        access.Tls.SkipVerification.ShouldBeTrue();
        access.Namespace.ShouldBe("default");
        (await HeaderAsync(access)).ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("u:p:w")));
        (await HeaderAsync(KubernetesAccess.FromKubeConfig(path, "plain"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_file_is_read_again_and_again()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("secrets/token", "first\n");
        string path = directory.Write("config", """
            current-context: a
            clusters: [{name: c, cluster: {server: "http://h"}}]
            contexts: [{name: a, context: {cluster: c, user: u}}]
            users: [{name: u, user: {tokenFile: secrets/token, token: stale}}]
            """);
        KubernetesAccess access = KubernetesAccess.FromKubeConfig(path);
        (await HeaderAsync(access)).ShouldBe("Bearer first");
        string token = directory.Write("secrets/token", "second");
        (await HeaderAsync(access)).ShouldBe("Bearer second");
        File.Delete(token);
        (await Should.ThrowAsync<KubernetesAccessException>(() => HeaderAsync(access))).Message.ShouldStartWith($"The token file {token} cannot be read: ");
    }

    [Fact]
    public void Of_several_files_the_first_to_name_something_counts()
    {
        using var directory = new TemporaryDirectory();
        string first = directory.Write("first", """
            contexts: [{name: dev, context: {cluster: one, namespace: mine}}]
            clusters: []
            """);
        string missing = Path.Combine(directory.Path, "missing");
        string second = directory.Write("second/config", Whole);
        KubernetesAccess access = KubernetesAccess.FromEnvironment(new KubernetesEnvironment(
            name => name == "KUBECONFIG" ? string.Join(Path.PathSeparator, first, missing, second) : null, directory.Path, directory.Path));
        access.Server.Host.ShouldBe("one.example");
        access.Namespace.ShouldBe("mine");
        access.Origin.ShouldBe($"context 'dev' of {first}");
    }

    [Fact]
    public void Without_KUBECONFIG_the_file_at_home_is_taken()
    {
        using var directory = new TemporaryDirectory();
        directory.Write(".kube/config", Whole);
        KubernetesAccess.FromEnvironment(new KubernetesEnvironment(_ => null, directory.Path, directory.Path)).Server.Host.ShouldBe("one.example");
    }

    [Fact]
    public async Task A_pod_uses_its_service_account()
    {
        using var directory = new TemporaryDirectory();
        using var authority = new TestAuthority();
        directory.Write("token", "pod-token\n");
        directory.Write("ca.crt", authority.Pem);
        directory.Write("namespace", "shop");
        directory.Write(".kube/config", Whole);
        KubernetesAccess access = KubernetesAccess.FromEnvironment(new KubernetesEnvironment(
            name => name switch { "KUBERNETES_SERVICE_HOST" => "fd00::1", "KUBERNETES_SERVICE_PORT" => "6443", _ => null }, directory.Path, directory.Path));
        access.Server.ShouldBe(new Uri("https://[fd00::1]:6443"));
        access.Namespace.ShouldBe("shop");
        (await HeaderAsync(access)).ShouldBe("Bearer pod-token");
        access.CreateHandler().Dispose();
    }

    [Fact]
    public void Json_is_yaml()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Write("config", """{"current-context":"a","clusters":[{"name":"c","cluster":{"server":"http://h:1"}}],"contexts":[{"name":"a","context":{"cluster":"c"}}]}""");
        KubernetesAccess.FromKubeConfig(path).Server.ShouldBe(new Uri("http://h:1"));
    }

    [Theory]
    [InlineData("nobody", "{0} has no context 'nobody'. Its contexts: broken, dev, live, plain, plugin.")]
    [InlineData("broken", "The context 'broken' of {0} names the cluster 'nowhere', which is not there. Its clusters: one, two.")]
    [InlineData("plugin", "The user 'cloud' of {0} uses 'auth-provider', which is not supported yet: give it an exec, a token, a tokenFile or a client certificate ('kubectl create token' makes a token for a service account).")]
    public void What_is_wrong_is_said_with_what_mends_it(string context, string expected)
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Write("config", Whole);
        Should.Throw<KubernetesAccessException>(() => KubernetesAccess.FromKubeConfig(path, context)).Message.ShouldBe(string.Format(null, expected, path));
    }

    [Theory]
    [InlineData("", "has no current-context: set one with 'kubectl config use-context', or name a context. It has no contexts at all.")]
    [InlineData("- a", "is not a mapping")]
    [InlineData("a: [", "cannot be read")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {}}]}", "has no server")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: nonsense}}]}", "'server' in cluster 'c' of")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: 'https://h', certificate-authority-data: '%'}}]}", "is not base64")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: 'https://h', certificate-authority: nowhere.crt}}]}", "which cannot be read")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: 'https://h', certificate-authority-data: YQ==, insecure-skip-tls-verify: true}}]}", "remove one")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c, user: u}}], clusters: [{name: c, cluster: {server: 'https://h'}}], users: [{name: u, user: {client-certificate-data: YQ==}}]}", "give both")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c, user: u}}], clusters: [{name: c, cluster: {server: 'https://h'}}], users: [{name: u, user: {client-certificate-data: YQ==, client-key-data: YQ==}}]}", "The client certificate and key of user 'u' of")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: 'https://h', insecure-skip-tls-verify: maybe}}]}", "write true or false")]
    public void Broken_files_are_named(string text, string expected)
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Write("config", text);
        string message = Should.Throw<KubernetesAccessException>(() => KubernetesAccess.FromKubeConfig(path)).Message;
        message.ShouldContain(expected);
        message.ShouldContain(path);
    }

    [Fact]
    public void What_does_not_exist_is_named()
    {
        using var directory = new TemporaryDirectory();
        string path = Path.Combine(directory.Path, "no", "config");
        Should.Throw<KubernetesAccessException>(() => KubernetesAccess.FromKubeConfig(path)).Message.ShouldBe($"The kubeconfig {path} does not exist: correct the path or create it.");
        Should.Throw<KubernetesAccessException>(() => KubernetesAccess.FromEnvironment(new KubernetesEnvironment(_ => null, directory.Path, directory.Path)))
            .Message.ShouldStartWith("No way to a Kubernetes API server: KUBECONFIG is not set, this is no pod with a service account, and ");
    }

    private static async Task<string?> HeaderAsync(KubernetesAccess access)
    {
        AuthenticationHeaderValue? header = await access.Credential.HeaderAsync(TestContext.Current.CancellationToken);
        return header?.ToString();
    }
}
