using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>What goes over the wire, against a server that says exactly what the test tells it.</summary>
public class WatchProtocolTests
{
    [Fact]
    public async Task Lists_then_watches_behind_the_version_of_the_list()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe(DiscoveryRun.Pods("shop").Select(KubernetesRole.Pod, "app in (web, api)", "status.phase=Running"));

        ScriptedApi.Exchange list = await api.NextListAsync();
        list.Path.ShouldBe("/api/v1/namespaces/shop/pods");
        list.Query.ShouldBe("?limit=500&labelSelector=app in (web, api)&fieldSelector=status.phase=Running");
        list.Request.Headers.Accept.ToString().ShouldBe("application/json");
        list.Request.Headers.UserAgent.ToString().ShouldStartWith("PipelineDsl/");
        await list.AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 1");
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);

        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        watch.Query.ShouldBe("?watch=1&allowWatchBookmarks=true&resourceVersion=7&timeoutSeconds=300&labelSelector=app in (web, api)&fieldSelector=status.phase=Running");
        await watch.SendAsync(Objects.Event("ADDED", Objects.Pod("web-2", 8)) + Objects.Event("DELETED", Objects.Pod("web-1", 9)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 0");
        observer.Groups.ShouldBe(["pod/shop/web-2"]);
    }

    [Fact]
    public async Task Pages_are_read_to_the_last()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.Page(7, "a+b/c=", Objects.Pod("web-1", 5)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 1");

        ScriptedApi.Exchange second = await api.NextListAsync();
        second.Query.ShouldBe("?limit=500&continue=a+b/c=");
        observer.IsQuiet.ShouldBeTrue();
        await second.AnswerAsync(200, Objects.Page(7, "", Objects.Pod("web-2", 6)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 1");
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=7&");
    }

    [Fact]
    public async Task An_expired_continue_begins_the_list_anew_and_nothing_flickers()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.Page(7, "next", Objects.Pod("web-1", 5), Objects.Pod("web-2", 5)));
        await (await api.NextListAsync()).AnswerAsync(410, Recorded.Answer("continue-expired")["body"]!.ToJsonString());
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));

        ScriptedApi.Exchange again = await api.NextListAsync();
        again.Query.ShouldBe("?limit=500");
        await again.AnswerAsync(200, Objects.Page(9, "", Objects.Pod("web-1", 5)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 0");
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        run.Log.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watch_that_ends_goes_on_from_the_last_bookmark()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        await watch.SendAsync(Objects.Event("MODIFIED", Objects.Pod("web-1", 9, "10.0.0.2")) + Objects.Bookmark(40));
        await observer.UntilAsync("pod/shop/web-1: 1");
        watch.End();
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));

        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=40&");
        run.Meters["pipelinedsl.kubernetes.watch.restarts{resource=pods,reason=ended}"].ShouldBe(1);
        run.Log.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_cut_in_mid_line_loses_and_repeats_nothing()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 1");
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        string half = Objects.Event("ADDED", Objects.Pod("web-3", 9));
        await watch.SendAsync(Objects.Event("ADDED", Objects.Pod("web-2", 8)) + half[..(half.Length / 2)]);
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 1");
        watch.Cut();
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));

        ScriptedApi.Exchange again = await api.NextWatchAsync();
        again.Query.ShouldContain("resourceVersion=8&");
        await again.SendAsync(half);
        (await observer.NextAsync()).ShouldBe("pod/shop/web-3: 1");
        observer.IsQuiet.ShouldBeTrue();
        run.Log.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_is_too_old_for_the_stream_lists_again_and_tells_only_what_differs()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5), Objects.Pod("web-2", 5), Objects.Pod("web-3", 5)));
        await observer.UntilAsync(TestObserver.SyncedMark);
        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        await watch.AnswerAsync(200, Recorded.Answer("older-after-restart")["events"]![0]!.ToJsonString() + "\n");
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(0.8));

        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(30, Objects.Pod("web-1", 20), Objects.Pod("web-2", 21, "10.0.0.9"), Objects.Pod("web-4", 22)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/web-4: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/web-3: 0");
        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=30&");
        observer.IsQuiet.ShouldBeTrue();
        run.Meters["pipelinedsl.kubernetes.watch.restarts{resource=pods,reason=expired}"].ShouldBe(1);
    }

    [Fact]
    public async Task A_version_that_is_too_old_by_status_lists_again()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await (await api.NextWatchAsync()).AnswerAsync(410, Objects.Status(410, "Expired", "too old resource version"));
        await run.Time.SkipPauseAsync();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(8, Objects.Pod("web-1", 5)));
        await api.NextWatchAsync();
        await observer.UntilAsync(TestObserver.SyncedMark);
        observer.Updates.ShouldBe(1);
    }

    [Fact]
    public async Task Silence_without_a_bookmark_ends_in_a_new_list()
    {
        // A server whose store was put back to an older state is silent about versions it has not reached.
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(700));
        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        run.Time.Advance(TimeSpan.FromMinutes(5));
        await watch.AnswerAsync(200, "");
        (await api.NextListAsync()).Query.ShouldBe("?limit=500");
    }

    [Fact]
    public async Task A_server_that_never_ends_its_watch_is_left()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7));
        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        await watch.SendAsync(Objects.Event("ADDED", Objects.Pod("web-1", 8)));
        await observer.UntilAsync("pod/shop/web-1: 1");
        run.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(91));
        await run.Time.SkipPauseAsync();
        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=8&");
    }

    [Fact]
    public async Task An_event_that_changes_no_label_is_not_told()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await observer.UntilAsync(TestObserver.SyncedMark);
        await (await api.NextWatchAsync()).SendAsync(
            Objects.Event("MODIFIED", Objects.Pod("web-1", 8, extra: ""","unknown":[1,{"a":null}]""")) + Objects.Event("ADDED", Objects.Pod("no-ip", 9, ""))
            + Objects.Event("DELETED", Objects.Pod("no-ip", 10, "")) + Objects.Event("ADDED", Objects.Pod("web-2", 11)));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 1");
        observer.Updates.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_may_be_large_and_come_in_pieces()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7));
        ScriptedApi.Exchange watch = await api.NextWatchAsync();
        string large = Objects.Event("ADDED", Objects.Pod("large", 8, extra: $$""","padding":"{{new string('x', 3_000_000)}}" """));
        for (int at = 0; at < large.Length; at += 700_000)
        {
            await watch.SendAsync(large[at..Math.Min(at + 700_000, large.Length)]);
        }

        await watch.SendAsync(Objects.Event("ADDED", Objects.Pod("small", 9)));
        await observer.UntilAsync("pod/shop/large: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/small: 1");
    }

    [Fact]
    public async Task An_empty_list_may_be_null()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, """{"kind":"PodList","metadata":{"resourceVersion":"3"},"items":null}""");
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
    }

    [Theory]
    [InlineData("life")]
    [InlineData("label-selector")]
    [InlineData("bookmarks")]
    [InlineData("graceful-delete")]
    public async Task Streams_of_a_real_server_are_read_to_their_last_version(string recorded)
    {
        System.Text.Json.Nodes.JsonArray events = Recorded.Answer(recorded)["events"]!.AsArray();
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        run.Observe();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7));
        await (await api.NextWatchAsync()).AnswerAsync(200, string.Concat(events.Select(e => e!.ToJsonString() + "\n")));
        await run.Time.SkipPauseAsync();
        (await api.NextWatchAsync()).Query.ShouldContain($"resourceVersion={events[^1]!["object"]!["metadata"]!["resourceVersion"]}&");
        run.Log.Warnings.ShouldBeEmpty();
        run.Meters["pipelinedsl.kubernetes.objects{resource=pods,namespace=shop}"].ShouldBe(events.GroupBy(e => (string?)e!["object"]!["metadata"]!["name"])
            .Count(g => g.Key is not null && (string)g.Last()!["type"]! != "DELETED"));
    }
}
