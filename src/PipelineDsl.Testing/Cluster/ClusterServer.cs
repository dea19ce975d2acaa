using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PipelineDsl.Testing;

/// <summary>Answers HTTP requests from a store, as the API server would.</summary>
internal sealed class ClusterServer(ClusterStore store, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(string Verb, string Resource, string? Namespace)> _forbidden = [];
    private readonly Dictionary<(string Verb, string Resource), int> _requests = [];
    private CancellationTokenSource _cut = new();
    private int _unavailable;

    public IDisposable Forbid(string verb, string resource, string? space)
    {
        (string Verb, string Resource, string? Namespace) rule = (verb, resource, space);
        lock (_lock)
        {
            _forbidden.Add(rule);
        }

        return new Undo(() =>
        {
            lock (_lock)
            {
                _forbidden.Remove(rule);
            }
        });
    }

    /// <summary>Whether the server knows streaming lists.</summary>
    public bool HasStreamingLists { get; set; } = true;

    /// <summary>Resources it answers with 404.</summary>
    public HashSet<string> Absent { get; } = [];

    public int Requests(string verb, string resource)
    {
        lock (_lock)
        {
            return _requests.GetValueOrDefault((verb, resource));
        }
    }

    public IDisposable Unavailable()
    {
        Interlocked.Increment(ref _unavailable);
        Cut();
        return new Undo(() => Interlocked.Decrement(ref _unavailable));
    }

    /// <summary>Breaks the connections of all running watches.</summary>
    public void Cut()
    {
        // Not disposed: watches may still be linking to its token. It has no timer, so there is nothing to free.
        Interlocked.Exchange(ref _cut, new CancellationTokenSource()).Cancel();
    }

    public void Dispose() => _cut.Dispose();

    public async Task HandleAsync(HttpContext context)
    {
        CancellationToken cut = Volatile.Read(ref _cut).Token;
        if (Volatile.Read(ref _unavailable) > 0)
        {
            context.Abort();
            return;
        }

        try
        {
            if (context.Request.Path.Value is "/healthz" or "/readyz" or "/livez")
            {
                await context.Response.WriteAsync("ok", cut);
            }
            else if (ClusterRequest.Read(context.Request) is { } request && !Absent.Contains(request.Resource))
            {
                await AnswerAsync(context, request, cut);
            }
            else
            {
                await WriteAsync(context, ClusterStatus.NotFound());
            }
        }
        catch (FormatException e)
        {
            await WriteAsync(context, ClusterStatus.BadRequest(e.Message));
        }
        catch (OperationCanceledException)
        {
            // Cut, or the client left; aborting is what both look like on the wire.
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, ClusterRequest request, CancellationToken cut)
    {
        string verb = Verb(context.Request.Method, request);
        lock (_lock)
        {
            _requests[(verb, request.Resource)] = _requests.GetValueOrDefault((verb, request.Resource)) + 1;
        }

        if (IsForbidden(verb, request))
        {
            await WriteAsync(context, ClusterStatus.Forbidden(verb, request.Type, request.Namespace));
            return;
        }

        if (verb == "watch" && WhyNoStream(request) is { } reason)
        {
            await WriteAsync(context, ClusterStatus.Invalid(reason));
            return;
        }

        switch (verb)
        {
            case "watch":
                using (var either = CancellationTokenSource.CreateLinkedTokenSource(cut, context.RequestAborted))
                {
                    await new ClusterWatch(context.Response, store, time, request).RunAsync(either.Token);
                }

                break;
            case "list":
                await WriteAsync(context, List(request));
                break;
            case "get":
                await WriteAsync(context, store.Find(request.Resource, request.Namespace, request.Name) ?? Missing(request));
                break;
            case "delete":
                await WriteAsync(context, new ClusterWrite(store, request).Delete(await ReadOptionsAsync(context)));
                break;
            case "create" or "update" when request.Namespace.Length > 0 == request.Type.IsNamespaced:
                JsonObject given = await ReadAsync(context, request);
                await (verb == "create"
                    ? WriteAsync(context, new ClusterWrite(store, request).Create(given), 201)
                    : WriteAsync(context, new ClusterWrite(store, request).Update(given)));
                break;
            default:
                await WriteAsync(context, ClusterStatus.MethodNotAllowed());
                break;
        }
    }

    private string? WhyNoStream(ClusterRequest request) => (HasStreamingLists, request.SendInitialEvents, request.ResourceVersionMatch) switch
    {
        (false, _, not "") => "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch",
        (true, true, not "NotOlderThan") => "resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",
        (true, false, not "") => "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided",
        _ => null,
    };

    private static string Verb(string method, ClusterRequest request) => method switch
    {
        "GET" when request.IsWatch => "watch",
        "GET" when request.Name.Length > 0 => "get",
        "GET" => "list",
        "POST" when request.Name.Length == 0 => "create",
        "PUT" when request.Name.Length > 0 => "update",
        "DELETE" when request.Name.Length > 0 => "delete",
        _ => "",
    };

    private static JsonObject Missing(ClusterRequest request) => ClusterStatus.ObjectNotFound(request.Resource, request.Name);

    private static async Task<JsonObject?> ReadOptionsAsync(HttpContext context)
    {
        try
        {
            return context.Request.ContentLength is > 0
                ? await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                : null;
        }
        catch (JsonException e)
        {
            throw new FormatException($"the options are no JSON: {e.Message}", e);
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context, ClusterRequest request)
    {
        try
        {
            if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is not JsonObject json)
            {
                throw new FormatException("the body is no object");
            }

            JsonObject metadata = json["metadata"] as JsonObject ?? throw new FormatException("metadata is required");
            if (request.Type.IsNamespaced)
            {
                metadata["namespace"] = request.Namespace;
            }

            metadata["name"] = request.Name.Length > 0 ? request.Name : ClusterJson.Text(json, "metadata.name") is { Length: > 0 } name ? name
                : throw new FormatException("metadata.name is required");
            json["kind"] = request.Kind;
            json["apiVersion"] = request.Type.ApiVersion;
            return json;
        }
        catch (JsonException e)
        {
            throw new FormatException($"the body is no JSON: {e.Message}", e);
        }
    }

    private JsonObject List(ClusterRequest request)
    {
        (long version, JsonObject[] objects) = store.List(request.Resource, request.Namespace);
        if (request.Continue.Length > 0)
        {
            if (store.FindPage(request.Continue) is not { } page)
            {
                return ClusterStatus.ContinueExpired();
            }

            (version, objects) = page;
        }
        else
        {
            objects = [.. objects.Where(request.Matches)];
        }

        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (objects.Length > request.Limit)
        {
            metadata["continue"] = store.KeepPage(version, objects[request.Limit..]);
            metadata["remainingItemCount"] = objects.Length - request.Limit;
            objects = objects[..request.Limit];
        }

        return new JsonObject
        {
            ["kind"] = request.Kind + "List", ["apiVersion"] = request.Type.ApiVersion, ["metadata"] = metadata, ["items"] = ClusterJson.List(objects.Select(Item)),
        };
    }

    // Items of a list have no kind and apiVersion.
    private static JsonNode Item(JsonObject stored)
    {
        JsonNode item = stored.DeepClone();
        ((JsonObject)item).Remove("kind");
        ((JsonObject)item).Remove("apiVersion");
        return item;
    }

    private bool IsForbidden(string verb, ClusterRequest request)
    {
        lock (_lock)
        {
            return _forbidden.Exists(r => (r.Verb == verb || r.Verb == "*") && r.Resource == request.Resource && (r.Namespace is null || r.Namespace == request.Namespace));
        }
    }

    private static async Task WriteAsync(HttpContext context, JsonObject json, int code = 200)
    {
        context.Response.StatusCode = json["kind"]?.ToString() == "Status" ? (int)json["code"]! : code;
        context.Response.ContentType = "application/json";
        await using (var writer = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteTo(writer);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private sealed class Undo(Action action) : IDisposable
    {
        private Action? _action = action;

        public void Dispose() => Interlocked.Exchange(ref _action, null)?.Invoke();
    }
}
