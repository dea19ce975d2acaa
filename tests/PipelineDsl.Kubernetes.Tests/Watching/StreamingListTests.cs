using System.Text.Json.Nodes;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Watches that begin with a list, and what happens where the server does not know them.</summary>
public class StreamingListTests
{
    private const string Query = "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=300";

    [Fact]
    public async Task A_recorded_stream_is_complete_at_its_mark_and_goes_on_from_its_last_version()
    {
        JsonArray events = Recorded.Answer("watch-list")["events"]!.AsArray();
        int mark = events.ToList().FindIndex(e => e!["object"]!["metadata"]!["annotations"]?["k8s.io/initial-events-end"] is not null);
        await using ScriptedApi api = await ScriptedApi.StartAsync(streams: true);
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe(DiscoveryRun.Pods("wire"));
        ScriptedApi.Exchange stream = await api.NextWatchAsync();
        stream.Path.ShouldBe("/api/v1/namespaces/wire/pods");
        stream.Query.ShouldBe(Query);
        await stream.SendAsync(Lines(events.Take(mark)) + Objects.Event("ADDED", Objects.Pod("web-1", 1)));
        await observer.UntilAsync("pod/shop/web-1: 1");
        await stream.SendAsync(Lines(events.Skip(mark).Take(1)));
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        await stream.SendAsync(Lines(events.Skip(mark + 1)) + Objects.Bookmark(4000));
        stream.End();

        await run.Time.SkipPauseAsync();
        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=4000&");
        run.Log.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("watch-list-without-match")]
    public async Task A_server_that_does_not_know_it_is_listed_at_once_and_not_asked_again(string recorded)
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync(streams: true);
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        JsonNode refusal = Recorded.Answer(recorded);
        await (await api.NextWatchAsync()).AnswerAsync((int)refusal["status"]!, refusal["body"]!.ToJsonString());
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await observer.UntilAsync(TestObserver.SyncedMark);
        await (await api.NextWatchAsync()).AnswerAsync(410, Objects.Status(410, "Expired", "too old resource version"));
        await run.Time.SkipPauseAsync();
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(8, Objects.Pod("web-1", 5)));
        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=8&");
        run.Log.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_marks_no_end_is_listed()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync(streams: true);
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        await (await api.NextWatchAsync()).AnswerAsync(200, Objects.Event("ADDED", Objects.Pod("web-1", 5)) + Objects.Event("ADDED", Objects.Pod("web-2", 6)));
        await (await api.NextListAsync()).AnswerAsync(200, Objects.List(7, Objects.Pod("web-1", 5)));
        await observer.UntilAsync("pod/shop/web-2: 0");
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
        (await api.NextWatchAsync()).Query.ShouldContain("resourceVersion=7&");
    }

    [Fact]
    public async Task A_stream_cut_before_its_mark_takes_nothing_away_and_begins_anew()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync(streams: true);
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        ScriptedApi.Exchange first = await api.NextWatchAsync();
        await first.SendAsync(Objects.Event("ADDED", Objects.Pod("web-1", 5)) + Objects.Event("ADDED", Objects.Pod("web-2", 90)));
        await observer.UntilAsync("pod/shop/web-2: 1");
        first.Cut();
        await run.Time.SkipPauseAsync();
        ScriptedApi.Exchange again = await api.NextWatchAsync();
        again.Query.ShouldBe(Query);
        await again.SendAsync(Objects.Event("ADDED", Objects.Pod("web-2", 90)) + End(100));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-1: 0");
        (await observer.NextAsync()).ShouldBe(TestObserver.SyncedMark);
    }

    [Fact]
    public async Task A_version_too_old_streams_again_and_tells_only_what_differs()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync(streams: true);
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        ScriptedApi.Exchange first = await api.NextWatchAsync();
        await first.SendAsync(Objects.Event("ADDED", Objects.Pod("web-1", 5)) + Objects.Event("ADDED", Objects.Pod("web-2", 6)) + End(7));
        await observer.UntilAsync(TestObserver.SyncedMark);
        first.End();
        await run.Time.SkipPauseAsync();
        await (await api.NextWatchAsync()).AnswerAsync(200, Recorded.Answer("older-after-restart")["events"]![0]!.ToJsonString() + "\n");
        await run.Time.SkipPauseAsync();
        ScriptedApi.Exchange again = await api.NextWatchAsync();
        again.Query.ShouldBe(Query);
        await again.SendAsync(Objects.Event("ADDED", Objects.Pod("web-1", 5)) + Objects.Event("ADDED", Objects.Pod("web-3", 20)) + End(30));
        (await observer.NextAsync()).ShouldBe("pod/shop/web-3: 1");
        (await observer.NextAsync()).ShouldBe("pod/shop/web-2: 0");
        observer.IsQuiet.ShouldBeTrue();
    }

    [Fact]
    public async Task An_overloaded_server_is_left_alone_and_not_listed_instead()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync(streams: true);
        await using var run = new DiscoveryRun(api.Url);
        run.Observe();
        JsonNode refusal = Recorded.Answer("fairness-list");
        await (await api.NextWatchAsync()).AnswerAsync(429, (string)refusal["body_text"]!, "text/plain", (string)refusal["headers"]!["Retry-After"]!);
        (await run.Time.SkipPauseAsync()).ShouldBe(TimeSpan.FromSeconds(1));
        (await api.NextWatchAsync()).Query.ShouldBe(Query);
    }

    [Fact]
    public async Task A_large_list_may_come_compressed()
    {
        await using ScriptedApi api = await ScriptedApi.StartAsync();
        await using var run = new DiscoveryRun(api.Url);
        TestObserver observer = run.Observe();
        ScriptedApi.Exchange list = await api.NextListAsync();
        list.Request.Headers.AcceptEncoding.ToString().ShouldContain("gzip");
        await list.AnswerCompressedAsync(Objects.List(7, [.. Enumerable.Range(0, 600).Select(i => Objects.Pod($"web-{i}", i))]));
        await observer.UntilAsync(TestObserver.SyncedMark);
        observer.Groups.Length.ShouldBe(600);
    }

    private static string Lines(IEnumerable<JsonNode?> events) => string.Concat(events.Select(e => e!.ToJsonString() + "\n"));

    private static string End(int version) => Objects.Event(
        "BOOKMARK", $$$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"{{{{version}}}}","annotations":{"k8s.io/initial-events-end":"true"}}}""");
}
