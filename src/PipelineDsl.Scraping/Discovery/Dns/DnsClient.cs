using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using PipelineDsl.Discovery;

namespace PipelineDsl.Scraping.Discovery.Dns;

/// <summary>Asks DNS servers: by datagrams, and by TCP for what does not fit into one.</summary>
/// <param name="settings">Reads the settings; they may change while the program runs.</param>
/// <param name="time">Measures how long is waited for an answer.</param>
internal sealed class DnsClient(Func<ResolverSettings> settings, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The records of a name; none if there is no such name.</summary>
    /// <exception cref="IOException">No server gave an answer that can be used.</exception>
    public async Task<IReadOnlyList<DnsRecord>> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        ResolverSettings current = settings();
        foreach (string whole in current.NamesOf(name))
        {
            IReadOnlyList<DnsRecord> records = [.. (await AskAnyAsync(current, whole, type, cancellationToken).ConfigureAwait(false)).Where(r => r.Type == type)];
            if (records.Count > 0)
            {
                return records;
            }
        }

        return [];
    }

    private async Task<IReadOnlyList<DnsRecord>> AskAnyAsync(ResolverSettings current, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        string reason = "no server is known";
        foreach (IPEndPoint server in current.Servers)
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                DnsAnswer answer = await AskAsync(server, name, type, either.Token).ConfigureAwait(false);
                if (answer.Code is DnsAnswer.Success or DnsAnswer.NoSuchName)
                {
                    return answer.Records;
                }

                reason = $"{server} answered with code {answer.Code}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                reason = $"{server} did not answer in {Patience.TotalSeconds} seconds";
            }
            catch (Exception e) when (e is SocketException or IOException or InvalidDataException or FormatException)
            {
                reason = $"{server}: {e.Message}";
            }
        }

        throw new IOException($"{name}: {reason}");
    }

    private static async Task<DnsAnswer> AskAsync(IPEndPoint server, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        ushort id = (ushort)Random.Shared.Next(ushort.MaxValue + 1);
        byte[] question = DnsMessage.Question(id, name, type);
        DnsAnswer answer = await AskByDatagramAsync(server, question, id, cancellationToken).ConfigureAwait(false);
        return answer.IsTruncated ? await AskByStreamAsync(server, question, id, cancellationToken).ConfigureAwait(false) : answer;
    }

    private static async Task<DnsAnswer> AskByDatagramAsync(IPEndPoint server, byte[] question, ushort id, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(question, cancellationToken).ConfigureAwait(false);
        byte[] answer = new byte[DnsMessage.LongestDatagram];
        int length = await socket.ReceiveAsync(answer, cancellationToken).ConfigureAwait(false);
        return DnsMessage.Answer(answer.AsSpan(0, length), id);
    }

    private static async Task<DnsAnswer> AskByStreamAsync(IPEndPoint server, byte[] question, ushort id, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)question.Length);
        await stream.WriteAsync((byte[])[.. length, .. question], cancellationToken).ConfigureAwait(false);
        await stream.ReadExactlyAsync(length, cancellationToken).ConfigureAwait(false);
        byte[] answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
        return DnsMessage.Answer(answer, id);
    }
}
