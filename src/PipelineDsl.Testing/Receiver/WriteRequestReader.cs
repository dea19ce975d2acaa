using PipelineDsl.Runtime;
using PipelineDsl.Testing.RemoteWrite;
using WireLabel = PipelineDsl.Testing.RemoteWrite.Label;

namespace PipelineDsl.Testing;

/// <summary>Reads a remote-write 1.0 request as a strict receiver does.</summary>
internal static class WriteRequestReader
{
    /// <exception cref="InvalidDataException">The body is not a valid request; the message says why.</exception>
    public static WriteRequest Parse(ReadOnlySpan<byte> body, int mostBytes) => RequestBody.Parse(body, WriteRequest.Parser, mostBytes);

    /// <exception cref="InvalidDataException">A series breaks the rules of the protocol; the message says which.</exception>
    public static ReceivedContent Read(WriteRequest request)
    {
        var content = new ReceivedContent();
        foreach (TimeSeries series in request.Timeseries)
        {
            LabelSet labels = Labels(new StrictLabels(series.Labels), series.Labels).ToLabelSet();
            content.Samples.AddRange(series.Samples.Select(sample => new ReceivedSample(labels, sample.Timestamp, sample.Value)));
            content.Samples.AddRange(series.Histograms.Select(histogram =>
                new ReceivedSample(labels, histogram.Timestamp, histogram.Sum) { Histogram = HistogramReader.Read(histogram) }));
            content.Exemplars.AddRange(series.Exemplars.Select(exemplar => new ReceivedExemplar(
                labels, new(Labels(new StrictLabels(exemplar), exemplar.Labels).ToExemplarLabels(), exemplar.Value, exemplar.Timestamp))));
        }

        content.Metadata.AddRange(request.Metadata.Select(metadata =>
            new Runtime.MetricMetadata(metadata.MetricFamilyName, (MetricKind)metadata.Type, metadata.Unit, metadata.Help)));
        return content;
    }

    private static StrictLabels Labels(StrictLabels labels, IEnumerable<WireLabel> from)
    {
        foreach (WireLabel label in from)
        {
            labels.Add(label.Name, label.Value);
        }

        return labels;
    }
}
