using System.Buffers.Binary;
using System.Net;
using System.Text;
using PipelineDsl.Discovery;

namespace PipelineDsl.Scraping.Discovery.Dns;

/// <summary>Writes questions to DNS servers and reads their answers (RFC 1035, RFC 2782, RFC 6891).</summary>
internal static class DnsMessage
{
    /// <summary>The longest datagram we take.</summary>
    public const int LongestDatagram = 4096;

    private const int HeaderLength = 12;
    private const int ClassInternet = 1;
    private const int TypeOptions = 41;

    /// <summary>Writes the question for the records of a name.</summary>
    /// <param name="id">What tells the answer from others.</param>
    /// <param name="name">The whole name, with or without the dot at its end.</param>
    /// <param name="type">The type of the records.</param>
    /// <exception cref="FormatException">The name is too long, or a part of it is empty.</exception>
    public static byte[] Question(ushort id, string name, DnsRecordType type)
    {
        using var message = new MemoryStream();
        Write16(message, id, 0x0100, 1, 0, 0, 1);
        foreach (string label in name.TrimEnd('.').Split('.'))
        {
            byte[] text = Encoding.UTF8.GetBytes(label);
            if (text.Length is 0 or > 63)
            {
                throw new FormatException($"'{name}' is no DNS name.");
            }

            message.WriteByte((byte)text.Length);
            message.Write(text);
        }

        message.WriteByte(0);
        Write16(message, CodeOf(type), ClassInternet);

        // EDNS: answers may be longer than 512 bytes.
        message.WriteByte(0);
        Write16(message, TypeOptions, LongestDatagram, 0, 0, 0);
        return message.Length <= 512 ? message.ToArray() : throw new FormatException($"'{name}' is too long for a DNS name.");
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">The question's id.</param>
    /// <exception cref="InvalidDataException">This is no answer to the question.</exception>
    public static DnsAnswer Answer(ReadOnlySpan<byte> message, ushort id)
    {
        if (message.Length < HeaderLength || Read16(message, 0) != id || (message[2] & 0x80) == 0)
        {
            throw new InvalidDataException("The message is no answer to the question.");
        }

        int at = HeaderLength;
        for (int i = Read16(message, 4); i > 0; i--)
        {
            ReadName(message, ref at);
            at += 4;
        }

        var records = new List<DnsRecord>();
        for (int i = Read16(message, 6); i > 0; i--)
        {
            ReadName(message, ref at);
            int type = Read16(message, at);
            int length = Read16(message, at + 8);
            int data = at + 10;
            at = data + length;
            if (at > message.Length)
            {
                throw new InvalidDataException("The answer ends within a record.");
            }

            if (ReadRecord(message, type, data, length) is { } record)
            {
                records.Add(record);
            }
        }

        return new DnsAnswer(message[3] & 0x0F, (message[2] & 0x02) != 0, records);
    }

    public static int CodeOf(DnsRecordType type) => type switch
    {
        DnsRecordType.A => 1,
        DnsRecordType.Ns => 2,
        DnsRecordType.Mx => 15,
        DnsRecordType.Aaaa => 28,
        DnsRecordType.Srv => 33,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type of record is not known."),
    };

    private static DnsRecord? ReadRecord(ReadOnlySpan<byte> message, int type, int data, int length) => type switch
    {
        1 when length == 4 => new(DnsRecordType.A, new IPAddress(message.Slice(data, 4)).ToString()),
        28 when length == 16 => new(DnsRecordType.Aaaa, new IPAddress(message.Slice(data, 16)).ToString()),
        2 => new(DnsRecordType.Ns, ReadName(message, ref data)),
        15 => new(DnsRecordType.Mx, ReadNameBehind(message, data, 2)),
        33 => new(DnsRecordType.Srv, ReadNameBehind(message, data, 6), Read16(message, data + 4)),
        _ => null,
    };

    private static string ReadNameBehind(ReadOnlySpan<byte> message, int data, int offset)
    {
        int at = data + offset;
        return ReadName(message, ref at);
    }

    // Names may go on elsewhere in the message, but only further to its front: so they end.
    private static string ReadName(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        int from = at;
        bool hasJumped = false;
        while (true)
        {
            int length = from < message.Length ? message[from] : throw new InvalidDataException("The answer ends within a name.");
            if (length >= 0xC0)
            {
                int target = Read16(message, from) & 0x3FFF;
                at = hasJumped ? at : from + 2;
                hasJumped = true;
                from = target < from ? target : throw new InvalidDataException("A name in the answer has no end.");
                continue;
            }

            from++;
            if (length == 0)
            {
                at = hasJumped ? at : from;
                return name.Length == 0 ? "." : name.ToString();
            }

            if (from + length > message.Length)
            {
                throw new InvalidDataException("The answer ends within a name.");
            }

            name.Append(Encoding.UTF8.GetString(message.Slice(from, length))).Append('.');
            from += length;
        }
    }

    private static int Read16(ReadOnlySpan<byte> message, int at) => at + 2 <= message.Length
        ? BinaryPrimitives.ReadUInt16BigEndian(message[at..])
        : throw new InvalidDataException("The answer is too short.");

    private static void Write16(MemoryStream message, params ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[2];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
            message.Write(bytes);
        }
    }
}
