using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Every recorded answer to a list, a watch or a request for an object goes through the client once; what the client has to make of it follows from the answer.</summary>
public class WireRecordingTests
{
    private static readonly string[] s_files = ["list", "watch", "auth", "absent", "expired", "overload", "k8s120", "discovery"];

    // Versions and groups are never asked for: whether a resource is there shows when it is listed. Nor are health pages. Two bodies were too large to be kept.
    private static readonly string[] s_notAsked = ["/version", "/api", "/apis", "/apis/discovery.k8s.io", "/apis/networking.k8s.io", "/apis/discovery.k8s.io/v1", "/readyz", "/livez"];

    private static readonly Dictionary<string, JsonNode> s_recordings = s_files
        .SelectMany(file => Recorded.Read($"wire/{file}.json").AsArray().Select(recording => (Name: $"{file}/{recording!["name"]}", Recording: recording)))
        .Where(r => r.Recording!["request"]?["path"] is { } path && !s_notAsked.Contains((string)path!) && r.Recording["response"]!["body_left_out"] is null)
        .ToDictionary(r => r.Name, r => r.Recording!, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. s_recordings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recorded_answer_is_understood(string name)
    {
        JsonNode response = s_recordings[name]["response"]!;
        string path = (string)s_recordings[name]["request"]!["path"]!;
        await using ScriptedApi api = await ScriptedApi.StartAsync(streams: true);
        using var meters = new TestMeters();
        await using var client = new KubernetesApi(() => KubernetesAccess.FromUrl(api.Url), TimeProvider.System, new KubernetesMetrics(meters));
        var heard = new Sink();

        Task<string> asking = AskAsync(client, Query(path), path, heard);
        await ReplayAsync(await api.NextAsync(), response, heard.Opened);
        (await asking).ShouldBe(Expected(name, response));
        heard.Lines.ShouldBe(ExpectedObjects(response));
    }

    [Fact]
    public void No_recording_is_left_out() => s_recordings.Count.ShouldBeGreaterThan(100);

    private static async Task<string> AskAsync(KubernetesApi client, ResourceQuery query, string path, Sink heard)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        try
        {
            if (path.Contains("watch", StringComparison.Ordinal))
            {
                await client.WatchAsync(query, "1", TimeSpan.FromMinutes(5), heard, stop);
                return "the end";
            }

            if (path.EndsWith("/no-such-object", StringComparison.Ordinal))
            {
                await client.SendAsync(new ObjectRequest(HttpMethod.Get, query, "no-such-object", TimeSpan.FromMinutes(1)), stop);
            }

            ListPage page = await client.ListAsync(query, "", heard, stop);
            return $"version {page.ResourceVersion}, continue '{page.Continue}'";
        }
        catch (KubernetesApiException e)
        {
            return $"{e.Failure}, after {e.RetryAfter?.TotalSeconds.ToString(CultureInfo.InvariantCulture) ?? "any"} seconds, invalid: {e.IsInvalid}";
        }
    }

    private static async Task ReplayAsync(ScriptedApi.Exchange exchange, JsonNode response, Task opened)
    {
        if (response["status"] is null)
        {
            exchange.Cut();
        }
        else if (response["events"] is { } events)
        {
            await exchange.OpenAsync();
            await exchange.SendAsync(string.Concat(events.AsArray().Select(e => e!.ToJsonString() + "\n")));
            if (IsCut(response))
            {
                await opened.WaitAsync(TestContext.Current.CancellationToken);
                exchange.Cut();
            }

            exchange.End();
        }
        else
        {
            await exchange.AnswerAsync((int)response["status"]!, Body(response), (string?)response["headers"]!["Content-Type"] ?? "", (string?)response["headers"]!["Retry-After"]);
        }
    }

    private static string Expected(string name, JsonNode response)
    {
        if (response["status"] is null)
        {
            return Failed(ApiFailure.Unreachable);
        }

        int status = (int)response["status"]!;
        if (response["events"] is { } events)
        {
            JsonNode? error = events.AsArray().FirstOrDefault(e => (string)e!["type"]! == "ERROR");
            return error is not null ? Failed(Failure((int)error["object"]!["code"]!)) : IsCut(response) ? Failed(ApiFailure.Interrupted) : "the end";
        }

        return status != 200 ? Failed(Failure(status), (string?)response["headers"]!["Retry-After"] ?? "any", status == 422)
            : name is "list/protobuf" or "list/yaml" ? Failed(ApiFailure.Malformed)
            : $"version {Json(response)["metadata"]!["resourceVersion"]}, continue '{Json(response)["metadata"]!["continue"]}'";

        static string Failed(ApiFailure failure, string after = "any", bool isInvalid = false) => $"{failure}, after {after} seconds, invalid: {isInvalid}";
    }

    private static ApiFailure Failure(int status) => status switch
    {
        401 => ApiFailure.Unauthorized,
        403 => ApiFailure.Forbidden,
        404 => ApiFailure.NotFound,
        410 => ApiFailure.Expired,
        429 => ApiFailure.Throttled,
        504 => ApiFailure.Unavailable,
        400 or 405 or 406 or 422 or 500 => ApiFailure.Refused,
        _ => throw new NotSupportedException($"No answer with {status} was recorded."),
    };

    private static string[] ExpectedObjects(JsonNode response) => response["events"] is { } events
        ? [.. events.AsArray().Where(e => (string)e!["type"]! != "ERROR").Select(e => Describe((string)e!["type"]!, e["object"]!))]
        : (int?)response["status"] == 200 && response["body_base64"] is null && Body(response).StartsWith('{')
            ? [.. Json(response)["items"]!.AsArray().Select(item => Describe("LISTED", item!))] : [];

    private static string Describe(string kind, JsonNode json) => $"{kind} {json["metadata"]!["name"]} {json["metadata"]!["resourceVersion"]}";

    private static bool IsCut(JsonNode response) => ((string)response["end"]!).StartsWith("cut", StringComparison.Ordinal);

    private static JsonNode Json(JsonNode response) => JsonNode.Parse(Body(response))!;

    private static string Body(JsonNode response) => response["body"] is JsonValue text ? (string)text!
        : response["body"]?.ToJsonString() ?? (string?)response["body_text"]
        ?? Encoding.UTF8.GetString(Convert.FromBase64String((string)response["body_base64"]!));

    private static ResourceQuery Query(string path)
    {
        string[] parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        (string group, string version, int next) = parts[0] == "api" ? ("", parts[1], 2) : (parts[1], parts[2], 3);
        next += parts[next] == "watch" ? 1 : 0;
        bool isNamespaced = parts[next] == "namespaces" && parts.Length > next + 2;
        return new ResourceQuery(new ResourceType(group, version, parts[isNamespaced ? next + 2 : next]), isNamespaced ? parts[next + 1] : "", "", "");
    }

    private sealed class Sink : IObjectSink
    {
        private readonly List<string> _lines = [];
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Opened => _opened.Task;

        public string[] Lines => [.. _lines];

        public void Listed(ReadOnlySpan<byte> json) => _lines.Add(Describe("LISTED", JsonNode.Parse(json)!));

        public void WatchOpened() => _opened.TrySetResult();

        public void Changed(WatchEventKind kind, ReadOnlySpan<byte> json) => _lines.Add(Describe(kind.ToString().ToUpperInvariant(), JsonNode.Parse(json)!));
    }
}
