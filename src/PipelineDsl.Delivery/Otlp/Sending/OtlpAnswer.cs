namespace PipelineDsl.Delivery;

/// <summary>Reads the messages of answers. What makes no sense is taken as not said: the status counts.</summary>
internal static class OtlpAnswer
{
    /// <summary>The longest answer that is read.</summary>
    public const int MostBytes = 16 * 1024;

    /// <summary>Reads an <c>ExportMetricsServiceResponse</c>: its partial success is none that is tried again.</summary>
    public static SendOutcome ReadExport(ReadOnlySpan<byte> message, int points)
    {
        var response = new ProtobufReader(message);
        while (response.Next())
        {
            if (response.Field == 1)
            {
                return ReadPartialSuccess(response.Bytes, points);
            }
        }

        return new SendOutcome(SendOutcomeKind.Delivered);
    }

    /// <summary>Reads a <c>google.rpc.Status</c>: its message, and the delay of a <c>RetryInfo</c> among its details.</summary>
    public static (string Message, TimeSpan? RetryDelay) ReadStatus(ReadOnlySpan<byte> message)
    {
        string text = "";
        TimeSpan? delay = null;
        var status = new ProtobufReader(message);
        while (status.Next())
        {
            if (status.Field == 2)
            {
                text = AnswerText.Printable(status.Bytes);
            }
            else if (status.Field == 3)
            {
                delay = ReadRetryInfo(status.Bytes) ?? delay;
            }
        }

        return (text, delay);
    }

    private static SendOutcome ReadPartialSuccess(ReadOnlySpan<byte> message, int points)
    {
        long rejected = 0;
        string text = "";
        var partial = new ProtobufReader(message);
        while (partial.Next())
        {
            if (partial.Field == 1)
            {
                rejected = (long)partial.Number;
            }
            else if (partial.Field == 2)
            {
                text = AnswerText.Printable(partial.Bytes);
            }
        }

        int written = points - (int)Math.Clamp(rejected, 0, points);
        return new SendOutcome(
            SendOutcomeKind.Delivered,
            written == points ? text : text.Length == 0 ? $"{points - written} of {points} data points were rejected" : text,
            Written: new WrittenCounts(written, 0));
    }

    // An Any with the type's address and the message.
    private static TimeSpan? ReadRetryInfo(ReadOnlySpan<byte> detail)
    {
        bool isRetryInfo = false;
        ReadOnlySpan<byte> value = default;
        var any = new ProtobufReader(detail);
        while (any.Next())
        {
            if (any.Field == 1)
            {
                isRetryInfo = any.Bytes.EndsWith("/google.rpc.RetryInfo"u8);
            }
            else if (any.Field == 2)
            {
                value = any.Bytes;
            }
        }

        return isRetryInfo ? ReadDelay(value) : null;
    }

    private static TimeSpan ReadDelay(ReadOnlySpan<byte> message)
    {
        var retryInfo = new ProtobufReader(message);
        while (retryInfo.Next())
        {
            if (retryInfo.Field != 1)
            {
                continue;
            }

            TimeSpan delay = TimeSpan.Zero;
            var duration = new ProtobufReader(retryInfo.Bytes);
            while (duration.Next())
            {
                long number = (long)Math.Min(duration.Number, (ulong)TimeSpan.FromDays(1).TotalNanoseconds);
                delay += duration.Field == 1 ? TimeSpan.FromSeconds(Math.Min(number, 86_400)) : TimeSpan.FromMicroseconds(number / 1000);
            }

            return delay;
        }

        return TimeSpan.Zero;
    }
}
