using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using PipelineDsl.Scraping.Tests.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Delivery.Tests.Connections;

/// <summary>A destination of any kind and a server on loopback that notes how it was reached. One sample fills a request.</summary>
internal sealed class ConnectionRig : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipelinedsl-connections-").FullName;
    private readonly RecordedMetrics _metrics = new();
    private IDestination? _destination;
    private ITargetAppender? _target;

    private ConnectionRig(TestTarget server, bool isSecure, string kind)
    {
        Server = server;
        Options = new()
        {
            Type = kind == "prometheus" ? "prometheus" : "otlp",
            Protocol = kind == "prometheus" ? "grpc" : kind,
            Url = $"{(isSecure ? "https" : "http")}://localhost:{server.Address.Split(':')[1]}",
            RemoteTimeout = Rig.RemoteTimeout,
            Queue = new() { MaxSamplesPerSend = 1 },
        };
        Answer = context =>
        {
            if (kind == "grpc")
            {
                context.Response.ContentType = "application/grpc";
                context.Response.AppendTrailer("grpc-status", "0");
            }

            return Task.CompletedTask;
        };
        server.Handler = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            Reached.Enqueue($"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject}".TrimEnd());
            await Answer(context);
        };
    }

    public TestTarget Server { get; }

    public Func<HttpContext, Task> Answer { get; set; }

    /// <summary>The protocol and the client certificate of each request.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Reached { get; } = [];

    public DestinationOptions Options { get; }

    public IRequestSigner? Signer { get; init; }

    public ObservedTime Time { get; } = new();

    public RecordedLog Log { get; } = new();

    public IDestination Destination =>
        _destination ??= DestinationFactory.Create("test", Options, LabelSet.Empty, Time, _metrics, Log, Signer);

    /// <summary>Starts a server without TLS.</summary>
    public static async Task<ConnectionRig> StartAsync(string kind = "prometheus", IRequestSigner? signer = null) =>
        new(await TestTarget.StartAsync(), isSecure: false, kind) { Signer = signer };

    /// <summary>Starts a server over TLS.</summary>
    public static async Task<ConnectionRig> StartAsync(string kind, TestCertificates authority, bool wantsCertificate = false, IRequestSigner? signer = null) => new(
        await TestTarget.StartAsync(tls: https =>
        {
            https.ServerCertificate = authority.Sign("localhost");
            https.ClientCertificateMode = wantsCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        }),
        isSecure: true,
        kind) { Signer = signer };

    /// <summary>Writes a file and gives back its path.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Send()
    {
        if (_target is null)
        {
            _target = Destination.OpenTarget(1);
            _target.Define(0, LabelSet.Of(("__name__", "up")));
        }

        _target.Append(0, Time.GetUtcNow().ToUnixTimeMilliseconds(), 1);
        _target.Commit();
    }

    /// <summary>Sends a sample and waits until it is delivered.</summary>
    public async Task DeliverAsync()
    {
        long before = Destination.Status.SentSamples;
        Send();
        await Patience.Until(() => Destination.Status.SentSamples > before);
    }

    public async ValueTask DisposeAsync()
    {
        if (_destination is not null)
        {
            await _destination.DisposeAsync();
        }

        await Server.DisposeAsync();
        _metrics.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
