using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Writes Kubernetes events about rejected resources, so that <c>kubectl describe</c> shows why. They are a courtesy: nothing waits for them.</summary>
internal sealed class RejectionEvents(InformerServices services)
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private const string Subject = "Writing events about rejected resources";

    // The API server takes 1024 bytes of note and 253 of name: characters of up to 4 bytes, and a number behind the name.
    private const int LongestNote = 256;
    private const int LongestName = 200;

    // An installation with more broken resources than this at once has the log.
    private readonly Channel<(string Namespace, byte[] Json)> _events =
        Channel.CreateBounded<(string, byte[])>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Says why a resource is rejected.</summary>
    /// <param name="resource">Its kept JSON.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="apiVersion">Its API version.</param>
    /// <param name="rejection">The reason.</param>
    public void Write(JsonElement resource, string kind, string apiVersion, Rejection rejection)
    {
        JsonElement metadata = resource.GetProperty("metadata");
        string space = metadata.GetProperty("namespace").GetString()!;
        string now = services.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", "events.k8s.io/v1");
        writer.WriteString("kind", "Event");
        writer.WriteStartObject("metadata");
        writer.WriteString("namespace", space);
        string name = metadata.GetProperty("name").GetString()!;
        writer.WriteString("name", $"{Cut(name, LongestName).TrimEnd('.', '-')}.{Guid.NewGuid():N}");
        writer.WriteEndObject();
        writer.WriteString("eventTime", now);
        writer.WriteString("type", "Warning");
        writer.WriteString("reason", rejection.IsUnsupported ? "Unsupported" : "InvalidConfiguration");
        writer.WriteString("action", "Translate");
        writer.WriteString("note", Note(rejection.ToString()));
        writer.WriteString("reportingController", "pipelinedsl/operator");
        writer.WriteString("reportingInstance", Environment.MachineName);
        writer.WriteStartObject("regarding");
        writer.WriteString("apiVersion", apiVersion);
        writer.WriteString("kind", kind);
        writer.WriteString("namespace", space);
        writer.WriteString("name", name);
        writer.WriteString("uid", metadata.GetProperty("uid").GetString());
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        _events.Writer.TryWrite((space, body.WrittenSpan.ToArray()));
    }

    /// <summary>Sends the events until it is cancelled. One that is refused is not tried again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach ((string space, byte[] json) in _events.Reader.ReadAllAsync(cancellationToken))
            {
                try
                {
                    var request = new ObjectRequest(HttpMethod.Post, new ResourceQuery(ResourceType.Events, space, "", ""), "", SendTimeout) { Body = json };
                    await services.Api.SendAsync(request, cancellationToken);
                    services.Health.Well(Subject);
                }
                catch (Exception e) when (e is KubernetesApiException or KubernetesAccessException)
                {
                    services.Health.Failing(Subject, e.GetType().Name, e.Message, passes: true);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    private static string Note(string text) => Encoding.UTF8.GetByteCount(text) <= 4 * LongestNote ? text : Cut(text, LongestNote);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
