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
    public static List<ReceivedSample> Samples(Request request)
    {
        if (request.Symbols.Count == 0 || request.Symbols[0].Length > 0)
        {
            throw new InvalidDataException("the first symbol is not the empty text");
        }

        var samples = new List<ReceivedSample>(request.Timeseries.Count);
        foreach (TimeSeries series in request.Timeseries)
        {
            if (series.LabelsRefs.Count % 2 != 0 || series.LabelsRefs.Any(reference => reference >= request.Symbols.Count))
            {
                throw new InvalidDataException($"a label has no value, or refers to a symbol that is not there, in {series.LabelsRefs}");
            }

            var labels = new StrictLabels(series.LabelsRefs);
            for (int i = 0; i < series.LabelsRefs.Count; i += 2)
            {
                labels.Add(request.Symbols[(int)series.LabelsRefs[i]], request.Symbols[(int)series.LabelsRefs[i + 1]]);
            }

            LabelSet set = labels.ToLabelSet();
            samples.AddRange(series.Samples.Select(sample => new ReceivedSample(set, sample.Timestamp, sample.Value)));
        }

        return samples;
    }
}
