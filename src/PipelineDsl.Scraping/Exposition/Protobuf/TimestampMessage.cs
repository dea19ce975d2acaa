namespace PipelineDsl.Scraping.Exposition;

/// <summary>A <c>google.protobuf.Timestamp</c>.</summary>
internal static class TimestampMessage
{
    /// <summary>Reads the message.</summary>
    /// <returns>Milliseconds since 1970, cut off towards zero.</returns>
    public static long Read(ref WireReader fields)
    {
        long seconds = 0;
        int nanoseconds = 0;
        while (fields.MoveNext())
        {
            if (fields.Field == 1 && fields.Is(WireType.Varint))
            {
                seconds = (long)fields.Bits;
            }
            else if (fields.Field == 2 && fields.Is(WireType.Varint))
            {
                nanoseconds = (int)fields.Bits;
            }

            if (fields.Error is not null)
            {
                break;
            }
        }

        return unchecked((seconds * 1000) + (nanoseconds / 1_000_000));
    }
}
