using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Users of a kubeconfig whose credentials a command prints; the commands are real ones.</summary>
public sealed class ExecPluginTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(V1)]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task The_command_gets_its_arguments_and_variables_and_what_it_prints_is_sent(string version)
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        Script($$"""
            printf %s "$KUBERNETES_EXEC_INFO" > {{_directory.Path}}/info
            echo "warnings do not matter" >&2
            {{Print("""{"token":"'"$1-$REGION-$HOME"'"}""", version)}}
            """);
        KubernetesAccess access = Access(api.Url, $"args: [{Path("plugin")}, \"two words\"], env: [{{name: REGION, value: eu}}]", version: version);

        (await SendAsync(api, access)).ShouldBe($"Bearer two words-eu-{Environment.GetEnvironmentVariable("HOME")}");
        File.ReadAllText(Path("info")).ShouldBe($$$"""{"kind":"ExecCredential","apiVersion":"{{{version}}}","spec":{"interactive":false}}""");
    }

    [Fact]
    public async Task The_cluster_is_told_when_the_file_says_so()
    {
        using var authority = new TestAuthority();
        _directory.Write("ca.crt", authority.Pem);
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        Script($"""
            printf %s "$KUBERNETES_EXEC_INFO" > {_directory.Path}/info
            {Print("""{"token":"t"}""")}
            """);
        KubernetesAccess access = Access(
            api.Url, $"args: [{Path("plugin")}], provideClusterInfo: true",
            "tls-server-name: inner, certificate-authority: ca.crt, disable-compression: true, extensions: [{name: other, extension: 1}, "
            + "{name: client.authentication.k8s.io/exec, extension: {audience: '7', retries: 3, wide: true, zones: [a, null]}}]");

        await SendAsync(api, access);
        JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(Path("info")))!["spec"]!["cluster"], new JsonObject
        {
            ["server"] = api.Url.OriginalString,
            ["tls-server-name"] = "inner",
            ["disable-compression"] = true,
            ["certificate-authority-data"] = Convert.ToBase64String(File.ReadAllBytes(Path("ca.crt"))),
            ["config"] = new JsonObject { ["audience"] = "7", ["retries"] = 3, ["wide"] = true, ["zones"] = new JsonArray("a", null) },
        }).ShouldBeTrue(File.ReadAllText(Path("info")));
    }

    [Theory]
    [InlineData("""{"token":"t","expirationTimestamp":"2999-01-01T00:00:00Z"}""", 1)]
    [InlineData("""{"token":"t"}""", 1)]
    [InlineData("""{"token":"t","expirationTimestamp":"2001-01-01T00:00:00Z"}""", 3)]
    public async Task It_is_run_again_when_its_credential_has_expired(string status, int runs)
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        Script($"echo >> {_directory.Path}/runs\n{Print(status)}");
        KubernetesAccess access = Access(api.Url, $"args: [{Path("plugin")}]");
        using var client = new HttpClient(access.CreateHandler());
        for (int i = 0; i < 3; i++)
        {
            await SendAsync(api, client);
        }

        File.ReadAllLines(Path("runs")).Length.ShouldBe(runs);
    }

    [Fact]
    public async Task Of_many_who_ask_one_runs_it()
    {
        Script($"echo >> {_directory.Path}/runs\n{Print("""{"token":"t"}""")}");
        ExecPlugin plugin = Access(new Uri("http://h"), $"args: [{Path("plugin")}]").Plugin!;
        ExecCredential[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => plugin.GetAsync(TestContext.Current.CancellationToken).AsTask()));
        all.Distinct().ShouldHaveSingleItem().Token.ShouldBe("t");
        File.ReadAllLines(Path("runs")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refused_credential_is_replaced()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        Script($$"""
            echo >> {{_directory.Path}}/runs
            {{Print("""{"token":"'$(wc -l < "$1")'"}""")}}
            """);
        KubernetesAccess access = Access(api.Url, $"args: [{Path("plugin")}, {Path("runs")}]");
        await using var run = new DiscoveryRun(() => access);
        run.Observe();

        ScriptedApi.Exchange refused = await api.NextListAsync();
        refused.Request.Headers.Authorization.ToString().ShouldBe("Bearer 1");
        await refused.AnswerAsync(401, Objects.Status(401, "Unauthorized", "Unauthorized"));
        await run.Time.SkipPauseAsync();
        (await api.NextListAsync()).Request.Headers.Authorization.ToString().ShouldBe("Bearer 2");
    }

    [Fact]
    public async Task A_client_certificate_is_shown_and_another_one_on_another_connection()
    {
        using var authority = new TestAuthority();
        await using TlsServer server = await TlsServer.StartAsync(authority, "kubernetes", IPAddress.Loopback);
        _directory.Write("ca.crt", authority.Pem);
        Script($"cat {Path("printed")}");
        KubernetesAccess access = Access(new Uri($"https://127.0.0.1:{server.Port}"), $"args: [{Path("plugin")}]", "certificate-authority: ca.crt");
        using var client = new HttpClient(access.CreateHandler()) { DefaultRequestVersion = HttpVersion.Version20 };
        foreach (string name in (string[])["first", "second"])
        {
            (X509Certificate2 certificate, string certificatePem, string keyPem) = authority.Issue(name);
            certificate.Dispose();
            _directory.Write("printed", new JsonObject
            {
                ["apiVersion"] = V1,
                ["kind"] = "ExecCredential",
                ["status"] = new JsonObject { ["clientCertificateData"] = certificatePem, ["clientKeyData"] = keyPem, ["expirationTimestamp"] = "2001-01-01T00:00:00Z" },
            }.ToJsonString());
            (await client.GetStringAsync(access.Server, TestContext.Current.CancellationToken)).ShouldBe($"CN={name} over HTTP/2");
        }
    }

    [Fact]
    public async Task What_stands_in_the_file_counts_before_the_command()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        KubernetesAccess access = Access(api.Url, "args: [nowhere]", user: "token: mine, ");
        (await SendAsync(api, access)).ShouldBe("Bearer mine");
    }

    [Fact]
    public async Task A_path_begins_where_the_file_is()
    {
        Directory.CreateDirectory(Path("bin"));
        File.CreateSymbolicLink(Path("bin/plugin"), "/bin/sh");
        Script(Print("""{"token":"t"}"""));
        ExecPlugin plugin = Access(new Uri("http://h"), $"args: [{Path("plugin")}]", command: "./bin/plugin").Plugin!;
        (await plugin.GetAsync(TestContext.Current.CancellationToken)).Token.ShouldBe("t");
    }

    [Theory]
    [InlineData("echo 'log in first' >&2; exit 3", "failed with exit code 3: log in first")]
    [InlineData("exit 1", "failed with exit code 1 and without a word. Run it by hand.")]
    [InlineData("echo 'Welcome!'", "printed what is no ExecCredential in JSON. Run it by hand: only the credential may stand in its standard output.")]
    [InlineData("echo '[]'", "printed what is no ExecCredential in JSON.")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"t"}}'""", "printed something other than an ExecCredential of client.authentication.k8s.io/v1.")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential"}'""", "printed no status.")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{}}'""", "printed neither a token nor a client certificate.")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientKeyData":"secret"}}'""", "printed only one of clientCertificateData and clientKeyData.")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"secret","expirationTimestamp":"tomorrow"}}'""", "printed what is no ExecCredential in JSON.")]
    public async Task A_command_that_fails_is_named_with_what_it_complained_about(string script, string expected)
    {
        Script(script);
        ExecPlugin plugin = Access(new Uri("http://h"), $"args: [{Path("plugin")}]").Plugin!;
        string message = (await Should.ThrowAsync<KubernetesAccessException>(() => plugin.GetAsync(TestContext.Current.CancellationToken).AsTask())).Message;
        message.ShouldStartWith($"The command sh of user 'u' of {Path("config")} {expected}");
        message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task The_log_says_that_it_fails_and_the_pipeline_goes_on_trying()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        Script("echo 'log in first' >&2; exit 3");
        KubernetesAccess access = Access(api.Url, $"args: [{Path("plugin")}]");
        await using var run = new DiscoveryRun(() => access);
        run.Observe();
        TimeSpan pause = await run.Time.PauseAsync();
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("failed with exit code 3: log in first");
        Script(Print("""{"token":"t"}"""));
        run.Time.Advance(pause);
        (await api.NextListAsync()).Request.Headers.Authorization.ToString().ShouldBe("Bearer t");
    }

    [Theory]
    [InlineData("installHint: 'Get it from https://plugins.example'", " Get it from https://plugins.example")]
    [InlineData("", " Install it, or correct the command.")]
    public async Task A_command_that_is_not_there_comes_with_its_hint(string hint, string expected)
    {
        ExecPlugin plugin = Access(new Uri("http://h"), hint, command: "no-such-plugin").Plugin!;
        string message = (await Should.ThrowAsync<KubernetesAccessException>(() => plugin.GetAsync(TestContext.Current.CancellationToken).AsTask())).Message;
        message.ShouldStartWith($"The command no-such-plugin of user 'u' of {Path("config")} cannot be run: ");
        message.ShouldEndWith(expected);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_ended()
    {
        var command = new ExecCommand("user 'u'", V1, "sh") { Arguments = ["-c", "sleep 1000"], Timeout = TimeSpan.FromMilliseconds(100) };
        (await Should.ThrowAsync<KubernetesAccessException>(() => command.RunAsync(TestContext.Current.CancellationToken)))
            .Message.ShouldBe("The command sh of user 'u' printed no credentials within 0.1 seconds. Run it by hand: it must not ask anything.");
    }

    [Theory]
    [InlineData("apiVersion: client.authentication.k8s.io/v1alpha1, command: c", "'apiVersion' in 'exec' of user 'u' of {0} is 'client.authentication.k8s.io/v1alpha1': take a plugin that knows")]
    [InlineData("apiVersion: client.authentication.k8s.io/v1", "The 'exec' of user 'u' of {0} has no command.")]
    [InlineData("apiVersion: client.authentication.k8s.io/v1, command: c, interactiveMode: Always", "needs a terminal")]
    [InlineData("apiVersion: client.authentication.k8s.io/v1, command: c, interactiveMode: Often", "write Never or IfAvailable")]
    [InlineData("apiVersion: client.authentication.k8s.io/v1, command: c, args: -v", "'args' in 'exec' of user 'u' of {0} must be a list.")]
    [InlineData("apiVersion: client.authentication.k8s.io/v1, command: c, env: [{value: v}]", "has no name.")]
    public void What_is_wrong_in_the_file_is_said(string exec, string expected)
    {
        string path = _directory.Write("config", Config(new Uri("http://h"), $"exec: {{{exec}}}", ""));
        Should.Throw<KubernetesAccessException>(() => KubernetesAccess.FromKubeConfig(path)).Message.ShouldContain(string.Format(null, expected, path));
    }

    private static string Config(Uri server, string user, string cluster) => $$"""
        current-context: a
        contexts: [{name: a, context: {cluster: c, user: u} }]
        clusters: [{name: c, cluster: {server: "{{server.OriginalString}}", {{cluster}} } }]
        users: [{name: u, user: { {{user}} } }]
        """;

    private static string Print(string status, string version = V1) => $$"""echo '{"apiVersion":"{{version}}","kind":"ExecCredential","status":{{status}} }'""";

    private static async Task<string> SendAsync(ScriptedApi api, KubernetesAccess access)
    {
        using var client = new HttpClient(access.CreateHandler());
        return await SendAsync(api, client);
    }

    private static async Task<string> SendAsync(ScriptedApi api, HttpClient client)
    {
        Task<HttpResponseMessage> answer = client.GetAsync(api.Url, TestContext.Current.CancellationToken);
        ScriptedApi.Exchange exchange = await api.NextAsync();
        string sent = exchange.Request.Headers.Authorization.ToString();
        await exchange.AnswerAsync(200, "{}");
        (await answer).Dispose();
        return sent;
    }

    private string Path(string name) => System.IO.Path.Combine(_directory.Path, name);

    private void Script(string text) => _directory.Write("plugin", text);

    private KubernetesAccess Access(Uri server, string exec, string cluster = "", string user = "", string command = "sh", string version = V1) =>
        KubernetesAccess.FromKubeConfig(_directory.Write("config", Config(server, $"{user}exec: {{apiVersion: {version}, command: {command}, {exec} }}", cluster)));
}
