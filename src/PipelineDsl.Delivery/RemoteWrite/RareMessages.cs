using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Writes what is no plain sample: histograms, exemplars and metadata. Pooled; not thread-safe.</summary>
internal sealed class RareMessages
{
    private const byte MetadataTypeTag = 1 << 3;
    private const byte MetadataNameTag = (2 << 3) | 2;
    private const byte MetadataHelpTag = (4 << 3) | 2;
    private const byte MetadataUnitTag = (5 << 3) | 2;

    private static readonly BoundedPool<RareMessages> s_kept = new(Environment.ProcessorCount, static _ => true);

    private readonly HistogramMessage _histogram = new();
    private readonly ExemplarMessage _exemplar = new();
    private readonly RequestBuffer _message = new();

    public static RareMessages Rent() => s_kept.Rent();

    public void Return() => s_kept.Return(this);

    /// <summary>Writes a series with a histogram.</summary>
    public void Write(RequestBuffer output, in StagedHistogram staged, ReadOnlySpan<int> runs, SegmentTable segments, SymbolTable? symbols) =>
        WriteSeries(
            output, staged.Series, runs, segments, symbols, symbols is null ? Version1.HistogramTag : Version2.HistogramTag,
            _histogram.Encode(staged.Timestamp, staged.Histogram));

    /// <summary>Writes a series with an exemplar.</summary>
    public void Write(RequestBuffer output, in StagedExemplar staged, ReadOnlySpan<int> runs, SegmentTable segments, SymbolTable? symbols) =>
        WriteSeries(
            output, staged.Series, runs, segments, symbols, symbols is null ? Version1.ExemplarTag : Version2.ExemplarTag,
            _exemplar.Encode(staged.Timestamp, staged.Exemplar, symbols));

    /// <summary>Writes what is known of a metric, for 1.0.</summary>
    public void Write(RequestBuffer output, MetricMetadata metadata)
    {
        _message.Clear();
        _message.WriteNumber(MetadataTypeTag, (ulong)metadata.Kind);
        WriteText(MetadataNameTag, metadata.Name);
        WriteText(MetadataHelpTag, metadata.Help);
        WriteText(MetadataUnitTag, metadata.Unit);
        output.WriteField(Version1.MetadataTag, _message.Written);
    }

    private void WriteSeries(
        RequestBuffer output, in EncodedSeries series, ReadOnlySpan<int> runs, SegmentTable segments, SymbolTable? symbols, byte tag, ReadOnlySpan<byte> content)
    {
        _message.Clear();
        if (symbols is not null)
        {
            _message.Write(symbols.HeadOf(series, runs, segments));
        }
        else
        {
            foreach (int run in runs)
            {
                _message.Write(segments.Read(run));
            }
        }

        _message.WriteField(tag, content);
        output.WriteField(symbols is null ? Version1.TimeSeriesTag : Version2.TimeSeriesTag, _message.Written);
    }

    private void WriteText(byte tag, string text)
    {
        if (text.Length > 0)
        {
            _message.WriteField(tag, System.Text.Encoding.UTF8.GetBytes(text));
        }
    }
}
