using PipelineDsl.Testing.RemoteWrite;
using WireLabel = PipelineDsl.Testing.RemoteWrite.Label;

namespace PipelineDsl.Testing;

/// <summary>Reads a remote-write 1.0 request as a strict receiver does.</summary>
internal static class WriteRequestReader
{
    /// <exception cref="InvalidDataException">The body is not a valid request; the message says why.</exception>
    public static WriteRequest Parse(ReadOnlySpan<byte> body, int mostBytes) => RequestBody.Parse(body, WriteRequest.Parser, mostBytes);

    /// <exception cref="InvalidDataException">A series breaks the rules of the protocol; the message says which.</exception>
    public static List<ReceivedSample> Samples(WriteRequest request)
    {
        var samples = new List<ReceivedSample>(request.Timeseries.Count);
        foreach (TimeSeries series in request.Timeseries)
        {
            var labels = new StrictLabels(series.Labels);
            foreach (WireLabel label in series.Labels)
            {
                labels.Add(label.Name, label.Value);
            }

            LabelSet set = labels.ToLabelSet();
            samples.AddRange(series.Samples.Select(sample => new ReceivedSample(set, sample.Timestamp, sample.Value)));
        }

        return samples;
    }
}
