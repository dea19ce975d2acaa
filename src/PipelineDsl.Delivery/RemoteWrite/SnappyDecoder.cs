using System.Buffers.Binary;

namespace PipelineDsl.Delivery;

/// <summary>Reads the snappy block format. For the rare cases in which a request must be read again; not for speed.</summary>
internal static class SnappyDecoder
{
    /// <exception cref="InvalidDataException">It is not a snappy block.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> block, int mostBytes)
    {
        try
        {
            int at = Protobuf.ReadVarint(block, out int length);
            if (length < 0 || length > mostBytes)
            {
                throw new InvalidDataException($"The block would be {length} bytes long.");
            }

            byte[] decoded = new byte[length];
            return DecodeElements(block[at..], decoded) == length
                ? decoded
                : throw new InvalidDataException("The block is shorter than it says.");
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The block is cut or damaged.", error);
        }
    }

    private static int DecodeElements(ReadOnlySpan<byte> elements, Span<byte> decoded)
    {
        int written = 0;
        for (int at = 0; at < elements.Length;)
        {
            int tag = elements[at++];
            int length = (tag >> 2) + 1;
            if ((tag & 3) == 0)
            {
                if (length > 60)
                {
                    int bytes = length - 60;
                    length = 1;
                    for (int i = 0; i < bytes; i++)
                    {
                        length += elements[at++] << (8 * i);
                    }
                }

                elements.Slice(at, length).CopyTo(decoded[written..]);
                at += length;
                written += length;
                continue;
            }

            int offset;
            if ((tag & 3) == 1)
            {
                length = ((tag >> 2) & 7) + 4;
                offset = ((tag >> 5) << 8) | elements[at++];
            }
            else if ((tag & 3) == 2)
            {
                offset = BinaryPrimitives.ReadUInt16LittleEndian(elements[at..]);
                at += 2;
            }
            else
            {
                offset = BinaryPrimitives.ReadInt32LittleEndian(elements[at..]);
                at += 4;
            }

            if (offset == 0)
            {
                throw new InvalidDataException("A copy leads nowhere.");
            }

            // Byte by byte: a copy may reach into what it writes.
            for (int i = 0; i < length; i++, written++)
            {
                decoded[written] = decoded[written - offset];
            }
        }

        return written;
    }
}
