using PipelineDsl.Runtime;
using System.Text;
using System.Text.Unicode;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Reads a body entry by entry, as bytes, without allocating. What it says holds until the next <see cref="MoveNext"/>.</summary>
/// <remarks>
/// It accepts and rejects what Prometheus' parsers do, their accidents included: in the text format blanks before a name belong to the
/// name, and a NUL at the start of a line ends the body. Protobuf has a parser of its own; <see cref="ExpositionReader"/> reads all formats.
/// </remarks>
internal ref partial struct ExpositionParser
{
    private const string MissingEof = "the body does not end with # EOF";

    private readonly ReadOnlySpan<byte> _body;
    private readonly ExpositionFormat _format;
    private readonly LabelSlices _labels;
    private readonly LabelSlices _exemplarLabels;
    private readonly CreatedLine? _created;
    private int _at;
    private int _start;
    private int _nameStart;
    private int _nameEnd;
    private int _textStart;
    private int _textEnd;
    private bool _isBroken;

    // How long the name in the last metadata line is: a series begins with as many bytes of its family's name.
    private int _familyLength = -1;

    /// <summary>Starts at the beginning of a body.</summary>
    /// <param name="body">The body; in the text format with a line break added, which a last line may lack.</param>
    /// <param name="format">How the body is written.</param>
    /// <param name="labels">Room for the labels of a sample.</param>
    /// <param name="exemplarLabels">Room for the labels of an exemplar.</param>
    /// <param name="created">Room for created timestamps of OpenMetrics; without it <c>_created</c> series are samples.</param>
    public ExpositionParser(
        ReadOnlySpan<byte> body, ExpositionFormat format, LabelSlices labels, LabelSlices exemplarLabels, CreatedLine? created = null)
    {
        _body = body;
        _format = format;
        _labels = labels;
        _exemplarLabels = exemplarLabels;
        _created = format == ExpositionFormat.OpenMetrics ? created : null;
        if (format == ExpositionFormat.Protobuf)
        {
            Fail("the body is protobuf, which is no text", 0);
        }
    }

    /// <summary>What the parser stands at.</summary>
    public ExpositionEntry Entry { get; private set; }

    /// <summary>Why the body is not valid; the entries before it are.</summary>
    public ExpositionError? Error { get; private set; }

    /// <summary>Where the next entry begins.</summary>
    public readonly int Position => _at;

    /// <summary>What the last TYPE line said.</summary>
    public MetricKind Kind { get; private set; }

    /// <summary>Where the value of the sample begins.</summary>
    public int ValueStart { get; private set; }

    /// <summary>The sample's value; any NaN is the one that marks nothing.</summary>
    public double Value { get; private set; }

    /// <summary>Whether the sample brought a timestamp.</summary>
    public bool HasTimestamp { get; private set; }

    /// <summary>The sample's timestamp in milliseconds.</summary>
    public long Timestamp { get; private set; }

    /// <summary>Whether the sample has an exemplar.</summary>
    public bool HasExemplar { get; private set; }

    /// <summary>The exemplar's value.</summary>
    public double ExemplarValue { get; private set; }

    /// <summary>Whether the exemplar brought a timestamp.</summary>
    public bool HasExemplarTimestamp { get; private set; }

    /// <summary>The exemplar's timestamp in milliseconds.</summary>
    public long ExemplarTimestamp { get; private set; }

    /// <summary>The metric's name as exposed, with its escapes.</summary>
    public readonly ReadOnlySpan<byte> Name => _body[_nameStart.._nameEnd];

    /// <summary>The labels of the sample, without the name.</summary>
    public readonly ReadOnlySpan<LabelSlice> Labels => _labels.Span;

    /// <summary>The labels of the exemplar.</summary>
    public readonly ReadOnlySpan<LabelSlice> ExemplarLabels => _exemplarLabels.Span;

    /// <summary>The text of a comment, help or unit line as exposed, with its escapes.</summary>
    public readonly ReadOnlySpan<byte> Text => _body[_textStart.._textEnd];

    /// <summary>Where the text of the exemplar begins; it ends with the line.</summary>
    public int ExemplarStart { get; private set; }

    /// <summary>Writes name and labels of the sample as they are meant.</summary>
    public readonly void CopyLabels(SampleLabels labels)
    {
        labels.Truncate(0);
        labels.AddEscaped("__name__"u8, Name, MetricKind.Unknown);
        foreach (LabelSlice label in Labels)
        {
            labels.AddEscaped(Slice(label.NameStart, label.NameEnd), Slice(label.ValueStart, label.ValueEnd), Kind);
        }
    }

    /// <summary>A part of the body.</summary>
    public readonly ReadOnlySpan<byte> Slice(int start, int end) => _body[start..end];

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one; if not, <see cref="Error"/> says whether the body ended there.</returns>
    public bool MoveNext()
    {
        Entry = ExpositionEntry.None;
        if (Error is not null)
        {
            return false;
        }

        if (_isBroken)
        {
            return Fail("expected a line break after the value");
        }

        _start = _at;
        return _format == ExpositionFormat.Text ? NextText() : _created is null ? NextOpenMetrics() : NextWithoutCreated();
    }

    /// <summary>Goes to the next sample.</summary>
    public bool MoveToSample()
    {
        while (MoveNext())
        {
            if (Entry == ExpositionEntry.Sample)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Continues behind a line whose bytes were read before.</summary>
    /// <param name="position">The start of a line.</param>
    /// <param name="kind">What the last TYPE line before it said.</param>
    public void Seek(int position, MetricKind kind)
    {
        _isBroken &= position == _at;
        (_at, Kind, _familyLength) = (position, kind, -1);
    }

    /// <summary>Reads the rest of a sample whose beginning was read before.</summary>
    /// <param name="valueStart">Where the value begins.</param>
    /// <param name="kind">What the last TYPE line before the sample said.</param>
    /// <returns>Whether value and line are plainly valid; if not, the line has to be read from its beginning: blanks or braces
    /// may stand where the value stood.</returns>
    public bool TryReadValueAt(int valueStart, MetricKind kind)
    {
        _at = valueStart;
        _isBroken = false;
        Kind = kind;
        bool isValid = _format == ExpositionFormat.Text ? ReadTextSuffix() : ReadOpenMetricsSuffix(valueStart);
        Error = null;
        return isValid && !_isBroken;
    }

    private bool Yield(ExpositionEntry entry)
    {
        Entry = entry;
        return true;
    }

    private bool Fail(string message, int position = -1)
    {
        Error ??= new ExpositionError(message, position < 0 ? _at : position);
        return false;
    }

    private readonly byte Current => (uint)_at < (uint)_body.Length ? _body[_at] : (byte)0;

    private readonly int Find(byte c, int from)
    {
        int length = _body[from..].IndexOf(c);
        return length < 0 ? _body.Length : from + length;
    }

    private bool FinishHelp() => Utf8.IsValid(Text)
        ? Yield(ExpositionEntry.Help)
        : Fail("the help text is not UTF-8", _textStart);

    private bool FinishType(bool openMetrics)
    {
        MetricKind? kind = Text switch
        {
            var t when t.SequenceEqual("counter"u8) => MetricKind.Counter,
            var t when t.SequenceEqual("gauge"u8) => MetricKind.Gauge,
            var t when t.SequenceEqual("histogram"u8) => MetricKind.Histogram,
            var t when t.SequenceEqual("summary"u8) => MetricKind.Summary,
            var t when t.SequenceEqual("untyped"u8) && !openMetrics => MetricKind.Unknown,
            var t when t.SequenceEqual("unknown"u8) && openMetrics => MetricKind.Unknown,
            var t when t.SequenceEqual("gaugehistogram"u8) && openMetrics => MetricKind.GaugeHistogram,
            var t when t.SequenceEqual("info"u8) && openMetrics => MetricKind.Info,
            var t when t.SequenceEqual("stateset"u8) && openMetrics => MetricKind.StateSet,
            _ => null,
        };
        if (kind is null)
        {
            return Fail($"'{Encoding.UTF8.GetString(Text)}' is no metric type", _textStart);
        }

        Kind = kind.Value;
        return Yield(ExpositionEntry.Type);
    }
}
