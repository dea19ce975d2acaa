using Google.Protobuf;
using IronSnappy;

namespace PipelineDsl.Testing;

/// <summary>Reads the message in the body of a remote-write request.</summary>
internal static class RequestBody
{
    /// <exception cref="InvalidDataException">The body is no such message; the text says why.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> body, MessageParser<T> parser, int mostBytes)
        where T : IMessage<T>
    {
        if (UncompressedLength(body) is var length && length > (ulong)mostBytes)
        {
            throw new InvalidDataException($"the request is {length} bytes long; at most {mostBytes} are accepted");
        }

        try
        {
            return parser.ParseFrom(Snappy.Decode(body));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException($"not a {typeof(T).Name}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"not a snappy block: {error.Message}", error);
        }
    }

    // A snappy block begins with its uncompressed length, so a bomb is seen before it goes off.
    private static ulong UncompressedLength(ReadOnlySpan<byte> block)
    {
        ulong length = 0;
        for (int i = 0; i < Math.Min(block.Length, 5); i++)
        {
            length |= (ulong)(block[i] & 0x7f) << (7 * i);
            if (block[i] < 0x80)
            {
                return length;
            }
        }

        throw new InvalidDataException("not a snappy block: it does not begin with a length");
    }
}
