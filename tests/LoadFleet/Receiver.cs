using System.Buffers.Binary;
using System.Globalization;
using IronSnappy;
using Microsoft.AspNetCore.Http;

namespace LoadFleet;

/// <summary>Receives remote write 1.0 and 2.0 and counts samples, without keeping them.</summary>
internal sealed class Receiver
{
    private const ulong StaleMarker = 0x7ff0000000000002;
    private const int SymbolField = 4; // Request.symbols

    private long _samples;
    private long _staleMarkers;
    private long _reports;
    private long _requests;
    private long _bytes;

    public long Samples => Interlocked.Read(ref _samples);

    public long StaleMarkers => Interlocked.Read(ref _staleMarkers);

    /// <summary>The samples that are not stale markers of series by which scrapes report on themselves.</summary>
    public long Reports => Interlocked.Read(ref _reports);

    public long Requests => Interlocked.Read(ref _requests);

    public long Bytes => Interlocked.Read(ref _bytes);

    public async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        bool isVersion2 = context.Request.ContentType?.Contains("write.v2", StringComparison.Ordinal) == true;
        byte[] request = Snappy.Decode(body.ToArray());
        (long samples, long staleMarkers, long reports) = CountSamples(request, isVersion2 ? 5 : 1);
        Interlocked.Add(ref _samples, samples);
        Interlocked.Add(ref _staleMarkers, staleMarkers);
        Interlocked.Add(ref _reports, reports);
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, body.Length);
        if (isVersion2)
        {
            context.Response.Headers["X-Prometheus-Remote-Write-Samples-Written"] = samples.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // Series are field 1 of WriteRequest and field 5 of 2.0's Request; TimeSeries.samples is field 2: both length-delimited.
    // Sample.value is field 1, a double: it may stand before the timestamp or behind it.
    private static (long Samples, long StaleMarkers, long Reports) CountSamples(ReadOnlySpan<byte> request, int seriesField)
    {
        long samples = 0;
        long staleMarkers = 0;
        long reports = 0;
        var symbols = new List<bool>();
        while (!request.IsEmpty)
        {
            int field = ReadField(ref request, out ReadOnlySpan<byte> series);
            if (field == SymbolField && seriesField != 1)
            {
                symbols.Add(IsReport(series));
            }

            bool isReport = false;
            long current = 0;
            while (field == seriesField && !series.IsEmpty)
            {
                int part = ReadField(ref series, out ReadOnlySpan<byte> content);
                if (part == 1)
                {
                    isReport |= seriesField == 1 ? IsNameOfReport(content) : IsReport(content, symbols);
                }

                if (part == 2)
                {
                    samples++;
                    bool isStale = ReadValue(content) == StaleMarker;
                    current += isStale ? 0 : 1;
                    staleMarkers += isStale ? 1 : 0;
                }
            }

            reports += isReport ? current : 0;
        }

        return (samples, staleMarkers, reports);
    }

    private static ulong ReadValue(ReadOnlySpan<byte> sample)
    {
        while (!sample.IsEmpty)
        {
            if (ReadField(ref sample, out ReadOnlySpan<byte> content) == 1)
            {
                return BinaryPrimitives.ReadUInt64LittleEndian(content);
            }
        }

        return 0;
    }

    private static bool IsReport(ReadOnlySpan<byte> name) => name.SequenceEqual("up"u8) || name.StartsWith("scrape_"u8);

    // A label of 1.0 is a name and a value, both length-delimited.
    private static bool IsNameOfReport(ReadOnlySpan<byte> label)
    {
        ReadField(ref label, out ReadOnlySpan<byte> name);
        return name.SequenceEqual("__name__"u8) && ReadField(ref label, out ReadOnlySpan<byte> value) == 2 && IsReport(value);
    }

    // The first label of a series is the metric's name unless one sorts before it.
    private static bool IsReport(ReadOnlySpan<byte> references, List<bool> symbols)
    {
        ReadNumber(ref references);
        return symbols[(int)ReadNumber(ref references)];
    }

    private static int ReadField(ref ReadOnlySpan<byte> message, out ReadOnlySpan<byte> content)
    {
        ulong tag = ReadNumber(ref message);
        int length = (tag & 7) switch
        {
            2 => (int)ReadNumber(ref message),
            1 => 8,
            0 => NumberLength(message),
            _ => throw new InvalidDataException($"Field {tag >> 3} has a wire type that remote write does not use here."),
        };
        content = message[..length];
        message = message[length..];
        return (int)(tag >> 3);
    }

    private static int NumberLength(ReadOnlySpan<byte> message) => message.IndexOfAnyInRange((byte)0, (byte)0x7f) + 1;

    private static ulong ReadNumber(ref ReadOnlySpan<byte> message)
    {
        ulong number = 0;
        for (int at = 0; ; at++)
        {
            number |= (ulong)(message[at] & 0x7f) << (7 * at);
            if (message[at] < 0x80)
            {
                message = message[(at + 1)..];
                return number;
            }
        }
    }
}
