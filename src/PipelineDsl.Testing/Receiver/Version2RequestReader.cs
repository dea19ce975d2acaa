using Google.Protobuf.Collections;
using PipelineDsl.Runtime;
using PipelineDsl.Testing.RemoteWrite.V2;

namespace PipelineDsl.Testing;

/// <summary>Reads a remote-write 2.0 request as a strict receiver does.</summary>
internal static class Version2RequestReader
{
    public const string MessageName = "io.prometheus.write.v2.Request";

    /// <summary>Whether a content type is that of 2.0.</summary>
    public static bool IsVersion2(string? contentType) =>
        contentType is not null && contentType.Split(';').Any(part => part.Trim() == "proto=" + MessageName);

    /// <exception cref="InvalidDataException">The body is not a valid request; the message says why.</exception>
    public static Request Parse(ReadOnlySpan<byte> body, int mostBytes) => RequestBody.Parse(body, Request.Parser, mostBytes);

    /// <exception cref="InvalidDataException">A series breaks the rules of the protocol; the message says which.</exception>
    public static ReceivedContent Read(Request request)
    {
        if (request.Symbols.Count == 0 || request.Symbols[0].Length > 0)
        {
            throw new InvalidDataException("the first symbol is not the empty text");
        }

        var content = new ReceivedContent();
        foreach (TimeSeries series in request.Timeseries)
        {
            Add(request, series, content);
        }

        return content;
    }

    private static void Add(Request request, TimeSeries series, ReceivedContent content)
    {
        LabelSet labels = Labels(request, series, series.LabelsRefs).ToLabelSet();
        if (series.Samples.Count > 0 && series.Histograms.Count > 0)
        {
            throw new InvalidDataException($"a series has samples and histograms: {labels}");
        }

        long created = series.CreatedTimestamp;
        content.Samples.AddRange(series.Samples.Select(sample => new ReceivedSample(labels, sample.Timestamp, sample.Value) { Created = created }));
        content.Samples.AddRange(series.Histograms.Select(histogram =>
            new ReceivedSample(labels, histogram.Timestamp, histogram.Sum) { Histogram = HistogramReader.Read(histogram), Created = created }));
        content.Exemplars.AddRange(series.Exemplars.Select(exemplar => new ReceivedExemplar(
            labels, new(Labels(request, exemplar, exemplar.LabelsRefs).ToExemplarLabels(), exemplar.Value, exemplar.Timestamp))));
        if (series.Metadata is { } metadata)
        {
            content.Metadata.Add(new MetricMetadata(
                labels["__name__"] ?? "", (MetricKind)metadata.Type, Symbol(request, series, metadata.UnitRef), Symbol(request, series, metadata.HelpRef)));
        }
    }

    private static StrictLabels Labels(Request request, object owner, RepeatedField<uint> references)
    {
        if (references.Count % 2 != 0)
        {
            throw new InvalidDataException($"a label has no value in {owner}");
        }

        var labels = new StrictLabels(owner);
        for (int i = 0; i < references.Count; i += 2)
        {
            labels.Add(Symbol(request, owner, references[i]), Symbol(request, owner, references[i + 1]));
        }

        return labels;
    }

    private static string Symbol(Request request, object owner, uint reference) => reference < request.Symbols.Count
        ? request.Symbols[(int)reference]
        : throw new InvalidDataException($"there is no symbol {reference}, which is referred to in {owner}");
}
