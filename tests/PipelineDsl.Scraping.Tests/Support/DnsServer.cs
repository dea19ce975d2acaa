using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>A DNS server on loopback that knows what a test tells it.</summary>
internal sealed class DnsServer : IDisposable
{
    private readonly UdpClient _datagrams;
    private readonly TcpListener _streams;

    public DnsServer()
    {
        (_datagrams, _streams) = Bind();
        _ = AnswerDatagramsAsync();
        _ = AnswerStreamsAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_datagrams.Client.LocalEndPoint!;

    /// <summary>The data of the records of a name, with their type; null for a server that is not well.</summary>
    public Dictionary<string, (int Type, byte[][] Data)?> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>The names asked for by datagrams and, with a mark, by TCP.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Whether answers by datagram are cut off.</summary>
    public bool Truncates { get; set; }

    public static byte[] Name(string name) =>
        [.. name.TrimEnd('.').Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    public static byte[] Service(ushort port, string host) => [0, 10, 0, 5, (byte)(port >> 8), (byte)port, .. Name(host)];

    public void Dispose()
    {
        _datagrams.Dispose();
        _streams.Dispose();
    }

    // Both must have one port: a free one of the one kind may be taken of the other.
    private static (UdpClient Datagrams, TcpListener Streams) Bind()
    {
        for (int attempt = 0; ; attempt++)
        {
            var streams = new TcpListener(IPAddress.Loopback, 0);
            streams.Start();
            try
            {
                return (new UdpClient((IPEndPoint)streams.LocalEndpoint), streams);
            }
            catch (SocketException) when (attempt < 20)
            {
                streams.Dispose();
            }
        }
    }

    private async Task AnswerDatagramsAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult question = await _datagrams.ReceiveAsync();
                await _datagrams.SendAsync(Answer(question.Buffer, Truncates, ""), question.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task AnswerStreamsAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _streams.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                byte[] length = new byte[2];
                await stream.ReadExactlyAsync(length);
                byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question);
                byte[] answer = Answer(question, isTruncated: false, " (TCP)");
                await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer]);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // Disposed: the test is over.
        }
    }

    private byte[] Answer(byte[] question, bool isTruncated, string mark)
    {
        int end = 12;
        var name = new StringBuilder();
        for (; question[end] != 0; end += question[end] + 1)
        {
            name.Append(Encoding.ASCII.GetString(question, end + 1, question[end])).Append('.');
        }

        lock (Asked)
        {
            Asked.Add(name + mark);
        }

        bool isKnown = Records.TryGetValue(name.ToString(), out (int Type, byte[][] Data)? records);
        byte[][] data = isTruncated ? [] : records?.Data ?? [];
        byte code = (byte)(!isKnown ? 3 : records is null ? 2 : 0);

        // The name of each record points to that of the question.
        IEnumerable<byte> answers = data.SelectMany(d => (byte[])[0xC0, 12, 0, (byte)records!.Value.Type, 0, 1, 0, 0, 0, 30, (byte)(d.Length >> 8), (byte)d.Length, .. d]);
        return [question[0], question[1], (byte)(isTruncated ? 0x83 : 0x81), (byte)(0x80 | code), 0, 1, 0, (byte)data.Length, 0, 0, 0, 0, .. question[12..(end + 5)], .. answers];
    }
}
