using System.Buffers.Binary;
using System.Globalization;
using IronSnappy;
using Microsoft.AspNetCore.Http;

namespace LoadFleet;

/// <summary>Receives remote write 1.0 and 2.0 and counts samples, without keeping them.</summary>
internal sealed class Receiver
{
    private const ulong StaleMarker = 0x7ff0000000000002;

    private long _samples;
    private long _staleMarkers;
    private long _requests;
    private long _bytes;

    public long Samples => Interlocked.Read(ref _samples);

    public long StaleMarkers => Interlocked.Read(ref _staleMarkers);

    public long Requests => Interlocked.Read(ref _requests);

    public long Bytes => Interlocked.Read(ref _bytes);

    public async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        bool isVersion2 = context.Request.ContentType?.Contains("write.v2", StringComparison.Ordinal) == true;
        (long samples, long staleMarkers) = CountSamples(Snappy.Decode(body.ToArray()), isVersion2 ? 5 : 1);
        Interlocked.Add(ref _samples, samples);
        Interlocked.Add(ref _staleMarkers, staleMarkers);
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, body.Length);
        if (isVersion2)
        {
            context.Response.Headers["X-Prometheus-Remote-Write-Samples-Written"] = samples.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // Series are field 1 of WriteRequest and field 5 of 2.0's Request; TimeSeries.samples is field 2: both length-delimited.
    // Sample.value is field 1, a double: the first of a sample's bytes.
    private static (long Samples, long StaleMarkers) CountSamples(ReadOnlySpan<byte> request, int seriesField)
    {
        long samples = 0;
        long staleMarkers = 0;
        while (!request.IsEmpty)
        {
            int field = ReadField(ref request, out ReadOnlySpan<byte> series);
            while (field == seriesField && !series.IsEmpty)
            {
                if (ReadField(ref series, out ReadOnlySpan<byte> sample) == 2)
                {
                    samples++;
                    staleMarkers += sample[0] == 0x09 && BinaryPrimitives.ReadUInt64LittleEndian(sample[1..]) == StaleMarker ? 1 : 0;
                }
            }
        }

        return (samples, staleMarkers);
    }

    private static int ReadField(ref ReadOnlySpan<byte> message, out ReadOnlySpan<byte> content)
    {
        ulong tag = ReadNumber(ref message);
        int length = (tag & 7) switch
        {
            2 => (int)ReadNumber(ref message),
            1 => 8,
            _ => throw new InvalidDataException($"Field {tag >> 3} has a wire type that remote write does not use here."),
        };
        content = message[..length];
        message = message[length..];
        return (int)(tag >> 3);
    }

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
