using System.Net;
using System.Net.Sockets;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Refusals, overload and absence: what is kept, when it is asked again, and what operators read.</summary>
public class TroubleTests
{
    [Fact]
    public async Task Overload_is_left_alone_as_long_as_it_asks()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        string words = (string)Recorded.Answer("fairness-list")["body_text"]!;
        await (await api.NextListAsync()).AnswerAsync(429, words, "text/plain; charset=utf-8", "7");
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(7));
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await observer.UntilAsync(TestObserver.SyncedMark);

        // An overloaded watch goes on from where it was.
        foreach (double wait in (double[])[1.6, 3.2, 6.4])
        {
            await (await api.NextWatchAsync()).AnswerAsync(429, words, "text/plain; charset=utf-8", "1");
            (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(wait));
        }

        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=7&");
        run.Meters["pipelinedsl.kubernetes.requests{verb=list,resource=pods,code=429}"].ShouldBe(1);
    }

    [Theory]
    [InlineData("forbidden-namespaced", 403,
        "refuses to list pods in namespace shop (403: pods is forbidden: User \"limited\" cannot list resource \"pods\" in API group \"\" in the namespace \"wire\"): "
        + "the account lacks list on pods in namespace shop: grant the verbs get, list, watch with a Role and a RoleBinding in shop, or with a ClusterRole.")]
    [InlineData("bad-token", 401, "does not accept the credentials of")]
    [InlineData("anonymous", 403, "to somebody it does not know")]
    [InlineData("version", 404, "does not know /api/v1/pods (404: the server could not find the requested resource)")]
    [InlineData("group", 404, "does not know /api/v1/pods (404: 404 page not found)")]
    public async Task A_refusal_is_an_answer_logged_once_and_asked_again(string recorded, int status, string expected)
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        string body = Recorded.Answer(recorded)["body"]?.ToJsonString() ?? (string)Recorded.Answer(recorded)["body_text"]!;
        foreach (double wait in (double[])[0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30])
        {
            await (await api.NextListAsync()).AnswerAsync(status, body);
            (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(wait));
        }

        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain(expected);
        run.Meters["pipelinedsl.kubernetes.up{resource=pods,namespace=shop}"].ShouldBe(0);
        run.Meters[$"pipelinedsl.kubernetes.requests{{verb=list,resource=pods,code={status}}}"].ShouldBe(8);

        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await (await api.NextWatchAsync()).OpenAsync();
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 1");
    }

    [Fact]
    public async Task Random_doubles_a_wait_at_most()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(() => KubernetesAccess.FromUrl(api.Url), random: 0.5);
        run.Observe();
        await (await api.NextListAsync()).AnswerAsync(500, "boom", "text/plain");
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(1.2));
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7));
        (await api.NextWatchAsync()).Query.ShouldContain("timeoutSeconds=450");
    }

    [Fact]
    public async Task Without_the_right_to_watch_it_asks_again_for_the_list()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        string refusal = Recorded.Answer("watch-forbidden-list-allowed")["body"]!.ToJsonString();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await (await api.NextWatchAsync()).AnswerAsync(403, refusal);
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(8, Objects.Pod("web-2", 8)));
        await (await api.NextWatchAsync()).AnswerAsync(403, refusal);
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(1.6));
        observer.Groups.ShouldBe(["pod/shop/web-2"]);
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("the account lacks watch on pods in namespace shop");
    }

    [Fact]
    public async Task A_server_that_is_away_is_named_once_and_nothing_is_lost()
    {
        var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using var run = new DiscoveryRun(new Uri($"http://127.0.0.1:{port}"));
        TestObserver observer = run.Observe(DiscoveryRun.Pods("blue", "green"));
        for (int i = 0; i < 6; i++)
        {
            await run.Time.SkipPauseAsync();
        }

        observer.IsQuiet.ShouldBeTrue();
        string warning = run.Log.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain($"The API server http://127.0.0.1:{port}/ cannot be reached: Connection refused");
        warning.ShouldContain("The targets found so far stay");
        run.Meters["pipelinedsl.kubernetes.requests{verb=watch,resource=pods,code=none}"].ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task A_stumbling_server_keeps_the_version_of_the_watch()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        run.Observe();
        await (await api.NextListAsync()).AnswerAsync(504, (string)Recorded.Answer("etcd-stopped-list")["body_text"]!, "text/plain");
        await run.Time.SkipPauseAsync();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7));
        await (await api.NextWatchAsync()).AnswerAsync(503, "");
        await run.Time.SkipPauseAsync();
        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        watch.Query.ShouldContain("resourceVersion=7&");
        await watch.SendAsync(Objects.Bookmark(8));
        watch.End();
        await run.Time.SkipPauseAsync();
        await api.NextWatchAsync();
        run.Log.Lines.ShouldBe(
        [
            $"Warning: The API server {api.Url} cannot list pods in namespace shop at the moment (504: Timeout: request did not complete within the allotted timeout). The targets found so far stay; it is tried again.",
            "Information: Watching pods in namespace shop, 0 found.",
            "Information: Watching pods in namespace shop is well again.",
        ]);
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("[]")]
    [InlineData("""{"items":[]}""")]
    public async Task What_is_no_Kubernetes_API_is_said_to_be_none(string body)
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, body);
        await run.Time.SkipPauseAsync();
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("with what is not the Kubernetes API");
    }

    [Fact]
    public async Task A_line_that_is_no_event_is_followed_by_a_new_list()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7));
        await (await api.NextWatchAsync()).SendAsync("{\"type\":\"ADDED\",\"object\":\n");
        await run.Time.SkipPauseAsync();
        await api.NextListAsync();
        run.Log.Warnings.ShouldHaveSingleItem().ShouldContain("answered to watch pods in namespace shop");
    }

    [Fact]
    public async Task Access_that_cannot_be_loaded_is_logged_once_and_tried_until_it_can()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        int attempts = 0;
        await using var run = new DiscoveryRun(() => ++attempts > 3 ? KubernetesAccess.FromUrl(api.Url) : throw new KubernetesAccessException("There is no kubeconfig."));
        TestObserver observer = run.Observe();
        for (int i = 0; i < 3; i++)
        {
            await run.Time.SkipPauseAsync();
        }

        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7));
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        run.Log.Lines.ShouldBe(
        [
            "Error: There is no kubeconfig. The targets found so far stay; it is tried again.",
            "Information: The Kubernetes API server is well again.",
            "Information: Watching pods in namespace shop, 0 found.",
        ]);
    }

    [Fact]
    public async Task Access_is_loaded_again_after_the_server_refused_it()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        int loads = 0;
        await using var run = new DiscoveryRun(() => new KubernetesAccess(api.Url, "a test") { Credential = AccessCredential.Token($"token-{++loads}") });
        run.Observe();
        ScriptedApi.Exchange first = await api.NextListAsync();
        first.Request.Headers.Authorization.ToString().ShouldBe("Bearer token-1");
        await first.AnswerAsync(401, Recorded.Answer("bad-token")["body"]!.ToJsonString());
        await run.Time.SkipPauseAsync();
        (await api.NextListAsync()).Request.Headers.Authorization.ToString().ShouldBe("Bearer token-2");
    }

    [Fact]
    public async Task An_observer_that_throws_does_not_stop_the_others()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        Task failing = run.Discovery.RunAsync(DiscoveryRun.Pods("shop"), new ThrowingObserver(), TestContext.Current.CancellationToken);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await observer.UntilAsync(TestObserver.SyncedMark);
        observer.Groups.ShouldBe(["pod/shop/web-1"]);
        run.Log.Warnings.ShouldContain("Error: An observer failed to take the targets of pod/shop/web-1.");
        failing.IsCompleted.ShouldBeFalse();
    }

    private sealed class ThrowingObserver : Runtime.ITargetObserver
    {
        public void Update(string group, IReadOnlyList<LabelSet> targets) => throw new InvalidOperationException("no");

        public void Synced() => throw new InvalidOperationException("no");
    }
}
