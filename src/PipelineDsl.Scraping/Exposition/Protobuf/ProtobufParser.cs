using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Reads a protobuf body entry by entry, straight over its bytes. What it says holds until the next <see cref="MoveNext"/>.</summary>
/// <remarks>
/// The entries are those that a text format would have: help, unit and type of a family, then its series, classic histograms and summaries taken
/// apart. A native histogram is one entry and the only thing that is allocated for.
/// </remarks>
internal ref partial struct ProtobufParser
{
    // A length of more than five bytes is more than any body has.
    private const int MaxLengthBytes = 5;

    private readonly ReadOnlySpan<byte> _body;
    private readonly ExpositionOptions _options;
    private readonly MetricMessage _metric;
    private readonly SampleLabels _labels;
    private readonly ClassicHistogram _classic;
    private WireReader _metrics;
    private MetricFamilyMessage _family;
    private int _next;
    private Step _step;
    private int _part;
    private int _labelCount;
    private bool _isLastPart;
    private int _exemplar;
    private int _exemplarBucket;
    private bool _isExemplarTaken;

    /// <summary>Starts at the beginning of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="options">What is made of histograms.</param>
    /// <param name="workspace">Room to work in.</param>
    public ProtobufParser(ReadOnlySpan<byte> body, ExpositionOptions options, ProtobufWorkspace workspace)
    {
        _body = body;
        _options = options;
        (_metric, _labels, _classic) = (workspace.Metric, workspace.Labels, workspace.Classic);
    }

    // Where in a family the parser stands: at one of its entries, at a metric to be taken apart, or behind it all.
    private enum Step : byte
    {
        Family,
        Help,
        Unit,
        Type,
        Metric,
        Native,
        Series,
        Converted,
    }

    /// <summary>What the parser stands at.</summary>
    public ExpositionEntry Entry { get; private set; }

    /// <summary>Why the body is not valid; the entries before it are.</summary>
    public ExpositionError? Error { get; private set; }

    /// <summary>What the family is.</summary>
    public MetricKind Kind { get; private set; }

    /// <summary>The family's name.</summary>
    public readonly ReadOnlySpan<byte> Name => _body[_family.Name];

    /// <summary>The text of a help or unit entry.</summary>
    public readonly ReadOnlySpan<byte> Text => Entry == ExpositionEntry.Help ? _body[_family.Help] : _body[_family.Unit];

    /// <summary>The labels of the sample or histogram, <c>__name__</c> among them.</summary>
    public readonly SampleLabels Labels => _labels;

    /// <summary>The sample's value, bit by bit.</summary>
    public double Value { get; private set; }

    /// <summary>The histogram.</summary>
    public NativeHistogram? Histogram { get; private set; }

    /// <summary>Whether the sample or histogram brought a timestamp; 0 is none.</summary>
    public readonly bool HasTimestamp => _metric.Timestamp != 0;

    /// <summary>Its timestamp in milliseconds.</summary>
    public readonly long Timestamp => _metric.Timestamp;

    /// <summary>When the series began, in milliseconds since 1970; 0 if the target did not say.</summary>
    public readonly long Created => _metric.Created;

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one; if not, <see cref="Error"/> says whether the body ended there.</returns>
    public bool MoveNext()
    {
        Entry = ExpositionEntry.None;
        Histogram = null;
        _isExemplarTaken = false;
        if (Error is not null)
        {
            return false;
        }

        switch (_step)
        {
            case Step.Family:
                return NextFamily();
            case Step.Help when !_body[_family.Unit].IsEmpty:
                return Yield(ExpositionEntry.Unit, Step.Unit);
            case Step.Help or Step.Unit:
                return Yield(ExpositionEntry.Type, Step.Type);
            case Step.Type:
                return BeginMetric();
            default:
                return NextOfMetric();
        }
    }

    private bool NextFamily()
    {
        do
        {
            if (_next == _body.Length)
            {
                return false;
            }

            if (!ReadFamily())
            {
                return false;
            }
        }
        while (!_family.HasMetrics);
        (_exemplar, _exemplarBucket) = (0, 0);
        return ReadMetric() && CheckFamily() && Yield(ExpositionEntry.Help, Step.Help);
    }

    private bool ReadFamily()
    {
        var length = new WireReader(_body, _next, _body.Length);
        if (!length.TryReadVarint(out ulong bytes))
        {
            return Fail(length.Error!);
        }

        int start = length.Position;
        if (start - _next > MaxLengthBytes || bytes > (ulong)(_body.Length - start))
        {
            return Fail($"the message says it has {bytes} bytes, but {_body.Length - start} are left", _next);
        }

        _next = start + (int)bytes;
        var fields = new WireReader(_body, start, _next);
        _metrics = fields;
        return MetricFamilyMessage.TryRead(ref fields, out _family) || Fail(fields.Error!);
    }

    private bool CheckFamily()
    {
        if (Name.IsEmpty || Name.Length > ExpositionLimits.MaxFamilyNameLength || !Utf8.IsValid(Name))
        {
            return Fail("the name of the metric is empty, too long or not UTF-8", _family.Name.Start.Value);
        }

        return Utf8.IsValid(_body[_family.Help]) || Fail("the help text is not UTF-8", _family.Help.Start.Value);
    }

    // The metrics are found again one by one, as the family's other fields may come after them.
    private bool ReadMetric()
    {
        if (_family.Kind is not { } kind)
        {
            return Fail($"{_family.Type} is no metric type", _family.Name.Start.Value);
        }

        Kind = kind;
        while (_metrics.MoveNext())
        {
            if (_metrics.Field == MetricFamilyMessage.Metric)
            {
                WireReader fields = _metrics.Enter();
                return _metric.TryRead(ref fields, kind) || Fail(fields.Error!);
            }
        }

        return false;
    }

    private bool NextMetric()
    {
        if (!ReadMetric())
        {
            return Error is null && NextFamily();
        }

        return BeginMetric();
    }

    private bool Yield(ExpositionEntry entry, Step step)
    {
        (Entry, _step) = (entry, step);
        return true;
    }

    private bool Fail(ExpositionError error)
    {
        Error ??= error;
        return false;
    }

    private bool Fail(string message, int position) => Fail(new ExpositionError(message, position, IsBinary: true));
}
