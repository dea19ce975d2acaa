using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace PipelineDsl.Kubernetes;

/// <summary>Writes events to the API server that discovery asks. They are a courtesy: nothing waits for them, and one that is refused is not tried again.</summary>
/// <remarks>
/// <para>The account needs the verb <c>create</c> on <c>events</c> of <c>events.k8s.io</c>; without it there is one warning in the log.</para>
/// <para>All that is the same has the same name, so that there is one event however many replicas and programs write it, and none is lost with a
/// replica. The API server forgets it after an hour; what is written afterwards is an event again.</para>
/// </remarks>
public sealed class KubernetesEvents : IEventSink, IAsyncDisposable
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private const string Writing = "Writing events";

    // The API server takes 1024 bytes of note and 253 of name: characters of up to 4 bytes, and a hash behind the name.
    private const int LongestNote = 256;
    private const int LongestName = 200;

    // An installation with more faults than this at once has the log.
    private readonly Channel<(string Namespace, byte[] Json)> _events =
        Channel.CreateBounded<(string, byte[])>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly CancellationTokenSource _disposed = new();
    private readonly InformerServices _services;
    private readonly Task _sending;
    private int _isDisposed;

    /// <summary>Creates the writer.</summary>
    /// <param name="kubernetes">The way to the API server. Dispose it behind this.</param>
    public KubernetesEvents(KubernetesDiscovery kubernetes)
    {
        ArgumentNullException.ThrowIfNull(kubernetes);
        _services = kubernetes.Services;
        CancellationToken disposed = _disposed.Token;
        _sending = Task.Run(() => SendAsync(disposed), CancellationToken.None);
    }

    /// <inheritdoc/>
    /// <remarks>The reason is that of the event, the message its note, cut at 256 characters where it has more than the server takes.</remarks>
    public void Warn(EventSubject about, string reason, string message)
    {
        ArgumentNullException.ThrowIfNull(about);
        string now = _services.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", "events.k8s.io/v1");
        writer.WriteString("kind", "Event");
        writer.WriteStartObject("metadata");
        writer.WriteString("namespace", about.Namespace);
        writer.WriteString("name", Name(about, reason, message));
        writer.WriteEndObject();
        writer.WriteString("eventTime", now);
        writer.WriteString("type", "Warning");
        writer.WriteString("reason", reason);
        writer.WriteString("action", "Discover");
        writer.WriteString("note", Note(message));
        writer.WriteString("reportingController", "pipelinedsl/discovery");
        writer.WriteString("reportingInstance", Environment.MachineName);
        writer.WriteStartObject("regarding");
        writer.WriteString("apiVersion", about.ApiVersion);
        writer.WriteString("kind", about.Kind);
        writer.WriteString("namespace", about.Namespace);
        writer.WriteString("name", about.Name);
        writer.WriteString("uid", about.Uid);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        _events.Writer.TryWrite((about.Namespace, body.WrittenSpan.ToArray()));
    }

    /// <summary>Writes no more events; those still waiting are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _disposed.CancelAsync();
        await _sending;
        _disposed.Dispose();
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach ((string space, byte[] json) in _events.Reader.ReadAllAsync(cancellationToken))
            {
                try
                {
                    var request = new ObjectRequest(HttpMethod.Post, new ResourceQuery(ResourceType.Events, space, "", ""), "", SendTimeout) { Body = json };
                    await _services.Api.SendAsync(request, cancellationToken);
                    _services.Health.Well(Writing);
                }
                catch (KubernetesApiException e) when (e.Failure == ApiFailure.Conflict)
                {
                    // Another replica was first.
                    _services.Health.Well(Writing);
                }
                catch (Exception e) when (e is KubernetesApiException or KubernetesAccessException)
                {
                    _services.Health.Failing(Writing, e.GetType().Name, e.Message, passes: true);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    private static string Name(EventSubject about, string reason, string message)
    {
        string owner = about.Owner.Length > 0 ? about.Owner : about.Name;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{about.ApiVersion}/{about.Kind}/{owner}\n{reason}\n{message}"));
        return $"{Cut(owner[(owner.LastIndexOf('/') + 1)..], LongestName).TrimEnd('.', '-')}.{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }

    private static string Note(string text) => Encoding.UTF8.GetByteCount(text) <= 4 * LongestNote ? text : Cut(text, LongestNote);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
