using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>
/// Reads a body of any format entry by entry, with everything a target can say: histograms, exemplars, created timestamps, metadata. What it says
/// holds until the next <see cref="MoveNext"/>.
/// </summary>
/// <remarks>
/// Where only plain samples of a text format matter, <see cref="ExpositionParser"/> is enough, and faster. Nothing is allocated for a sample,
/// only for native histograms and for the exemplars that are taken.
/// </remarks>
internal ref partial struct ExpositionReader
{
    private readonly ExpositionFormat _format;
    private readonly ExpositionOptions _options;
    private readonly ExpositionWorkspace _workspace;
    private readonly bool _isProtobuf;
    private readonly bool _converts;
    private ExpositionParser _text;
    private ProtobufParser _protobuf;
    private bool _hasLabels;
    private bool _isExemplarTaken;
    private Conversion _state;
    private NativeHistogram? _converted;
    private ReadOnlySpan<byte> _family;
    private ReadOnlySpan<byte> _collectedFamily;
    private long _collectedCreated;
    private long _convertedCreated;
    private long? _lastTimestamp;

    /// <summary>Starts at the beginning of a body.</summary>
    /// <param name="body">The body; in the text format with a line break added, which a last line may lack.</param>
    /// <param name="format">How the body is written.</param>
    /// <param name="options">What is made of the body.</param>
    /// <param name="workspace">Room to work in.</param>
    public ExpositionReader(ReadOnlySpan<byte> body, ExpositionFormat format, ExpositionOptions options, ExpositionWorkspace workspace)
    {
        workspace.Clear();
        (_format, _options, _workspace) = (format, options, workspace);
        _isProtobuf = format == ExpositionFormat.Protobuf;
        _converts = options.ConvertClassicHistograms && !_isProtobuf;
        if (_isProtobuf)
        {
            _protobuf = new ProtobufParser(body, options, workspace.Protobuf);
        }
        else
        {
            // Where classic histograms are converted, the first one ends the time of _created series, as in Prometheus: they would split others.
            workspace.Created.AreSkipped = options.ReadCreated;
            workspace.Created.AreKept = options.KeepCreatedLines;
            CreatedLine? created = options.ReadCreated || _converts ? workspace.Created : null;
            _text = new ExpositionParser(body, format, workspace.LabelSlices, workspace.ExemplarSlices, created);
        }
    }

    /// <summary>What the reader stands at.</summary>
    public readonly ExpositionEntry Entry => _isProtobuf ? _protobuf.Entry : _state == Conversion.Done ? ExpositionEntry.Histogram : _text.Entry;

    /// <summary>Why the body is not valid; the entries before it are.</summary>
    public readonly ExpositionError? Error => _isProtobuf ? _protobuf.Error : _text.Error;

    /// <summary>What the last type entry said.</summary>
    public readonly MetricKind Kind => _isProtobuf ? _protobuf.Kind : _text.Kind;

    /// <summary>The metric that a type, help or unit entry is about, as exposed.</summary>
    public readonly ReadOnlySpan<byte> Name => _isProtobuf ? _protobuf.Name : _text.Name;

    /// <summary>The value of a sample, bit by bit.</summary>
    public readonly double Value => _isProtobuf ? _protobuf.Value : _text.Value;

    /// <summary>The native histogram; <see langword="null"/> at any other entry.</summary>
    public readonly NativeHistogram? Histogram => _isProtobuf ? _protobuf.Histogram : _state == Conversion.Done ? _converted : null;

    /// <summary>Whether the sample or histogram has a timestamp of its own. A converted histogram has that of the last sample read, as in Prometheus.</summary>
    public readonly bool HasTimestamp => _isProtobuf ? _protobuf.HasTimestamp : _converts ? _lastTimestamp is not null : _text.HasTimestamp;

    /// <summary>Its timestamp in milliseconds since 1970.</summary>
    public readonly long Timestamp => _isProtobuf ? _protobuf.Timestamp : _converts ? _lastTimestamp ?? 0 : _text.Timestamp;

    /// <summary>The labels of the sample or histogram, <c>__name__</c> among them.</summary>
    public SampleLabels Labels
    {
        get
        {
            if (_isProtobuf)
            {
                return _protobuf.Labels;
            }

            if (_state == Conversion.Done)
            {
                return _workspace.Converted;
            }

            ReadLabels();
            return _workspace.Labels;
        }
    }

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one; if not, <see cref="Error"/> says whether the body ended there.</returns>
    public bool MoveNext() => _isProtobuf ? _protobuf.MoveNext() : _converts ? MoveNextConverted() : MoveNextText();

    /// <summary>Says when the series of the sample or histogram began.</summary>
    /// <returns>Milliseconds since 1970; 0 if the target did not say, or a text was not asked.</returns>
    public readonly long FindCreated() => _isProtobuf
        ? _protobuf.Created
        : _state switch
        {
            Conversion.Done => _convertedCreated,
            Conversion.Collecting => _collectedCreated,
            _ => _options.ReadCreated ? _text.FindCreated() : 0,
        };

    /// <summary>Takes the next exemplar of the sample or histogram, and allocates it. A sample has one at most, a histogram may have several.</summary>
    /// <param name="exemplar">The exemplar.</param>
    /// <returns>Whether there was one more.</returns>
    public bool TryTakeExemplar([NotNullWhen(true)] out Exemplar? exemplar)
    {
        if (_isProtobuf)
        {
            return _protobuf.TryTakeExemplar(out exemplar);
        }

        if (_state == Conversion.Done)
        {
            List<Exemplar> exemplars = _workspace.ConvertedExemplars;
            exemplar = exemplars.Count > 0 ? exemplars[^1] : null;
            exemplars.RemoveRange(exemplars.Count - (exemplar is null ? 0 : 1), exemplar is null ? 0 : 1);
            return exemplar is not null;
        }

        exemplar = Entry == ExpositionEntry.Sample && _text.HasExemplar && !_isExemplarTaken ? _text.ToExemplar() : null;
        _isExemplarTaken = true;
        return exemplar is not null;
    }

    /// <summary>Writes the text of a help, unit or comment entry as it is meant.</summary>
    public readonly void WriteText(IBufferWriter<byte> destination)
    {
        ReadOnlySpan<byte> text = _isProtobuf ? _protobuf.Text : _text.Text;
        if (_isProtobuf || Entry != ExpositionEntry.Help || !EscapedText.IsEscaped(text))
        {
            destination.Write(text);
            return;
        }

        destination.Advance(EscapedText.Unescape(text, destination.GetSpan(text.Length), quotes: _format == ExpositionFormat.OpenMetrics));
    }

    private bool MoveNextText()
    {
        _hasLabels = _isExemplarTaken = false;
        return _text.MoveNext();
    }

    private void ReadLabels()
    {
        if (_hasLabels)
        {
            return;
        }

        _text.CopyLabels(_workspace.Labels);
        _hasLabels = true;
    }
}
