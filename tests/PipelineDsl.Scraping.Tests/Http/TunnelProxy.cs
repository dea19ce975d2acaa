using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PipelineDsl.Scraping.Tests.Http;

/// <summary>A proxy that opens one tunnel to this machine.</summary>
internal sealed class TunnelProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();

    public TunnelProxy()
    {
        _listener.Start();
        _ = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Asked { get; private set; } = "";

    public string Answer { get; init; } = "HTTP/1.1 200 Connection established\r\n\r\n";

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
        NetworkStream near = client.GetStream();
        byte[] buffer = new byte[4096];
        while (!Asked.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Asked += Encoding.ASCII.GetString(buffer, 0, await near.ReadAsync(buffer, _stopping.Token));
        }

        await near.WriteAsync(Encoding.ASCII.GetBytes(Answer), _stopping.Token);
        if (!Answer.Contains(" 200 ", StringComparison.Ordinal))
        {
            return;
        }

        using var server = new TcpClient();
        await server.ConnectAsync("127.0.0.1", int.Parse(Asked.Split(' ')[1].Split(':')[1], System.Globalization.CultureInfo.InvariantCulture), _stopping.Token);
        NetworkStream far = server.GetStream();
        await Task.WhenAny(near.CopyToAsync(far, _stopping.Token), far.CopyToAsync(near, _stopping.Token));
    }
}
