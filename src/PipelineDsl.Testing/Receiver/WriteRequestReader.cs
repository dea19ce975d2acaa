using System.Text;
using Google.Protobuf;
using IronSnappy;
using PipelineDsl.Testing.RemoteWrite;
using WireLabel = PipelineDsl.Testing.RemoteWrite.Label;

namespace PipelineDsl.Testing;

/// <summary>Reads a remote-write request as a strict receiver does.</summary>
internal static class WriteRequestReader
{
    /// <exception cref="InvalidDataException">The body is not a valid request; the message says why.</exception>
    public static WriteRequest Parse(ReadOnlySpan<byte> body, int mostBytes)
    {
        if (UncompressedLength(body) is var length && length > (ulong)mostBytes)
        {
            throw new InvalidDataException($"the request is {length} bytes long; at most {mostBytes} are accepted");
        }

        try
        {
            return WriteRequest.Parser.ParseFrom(Snappy.Decode(body));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException($"not a WriteRequest: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"not a snappy block: {error.Message}", error);
        }
    }

    /// <exception cref="InvalidDataException">A series breaks the rules of the protocol; the message says which.</exception>
    public static List<ReceivedSample> Samples(WriteRequest request)
    {
        var samples = new List<ReceivedSample>(request.Timeseries.Count);
        foreach (TimeSeries series in request.Timeseries)
        {
            LabelSet labels = LabelsOf(series);
            foreach (Sample sample in series.Samples)
            {
                samples.Add(new ReceivedSample(labels, sample.Timestamp, sample.Value));
            }
        }

        return samples;
    }

    private static LabelSet LabelsOf(TimeSeries series)
    {
        var labels = new LabelSetBuilder();
        ReadOnlySpan<byte> previous = default;
        foreach (WireLabel label in series.Labels)
        {
            if (label.Name.Length == 0 || label.Value.Length == 0)
            {
                throw new InvalidDataException($"a label has no name or no value in {series.Labels}");
            }

            ReadOnlySpan<byte> name = Encoding.UTF8.GetBytes(label.Name);
            if (previous.SequenceCompareTo(name) >= 0)
            {
                throw new InvalidDataException($"label names are not sorted and unique in {series.Labels}");
            }

            previous = name;
            labels.Set(label.Name, label.Value);
        }

        return labels.Get("__name__"u8).IsEmpty
            ? throw new InvalidDataException($"__name__ is missing in {series.Labels}")
            : labels.ToLabelSet();
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
