using System.Diagnostics.CodeAnalysis;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <content>What a metric is taken apart into: a native histogram, classic series, or both.</content>
internal ref partial struct ProtobufParser
{
    // Where in a summary or a classic histogram: the count, the sum, then the parts.
    private const int AtCount = -2;
    private const int AtSum = -1;


    /// <summary>Takes the next exemplar of the sample or histogram; a sample has one at most. Allocates it.</summary>
    /// <param name="exemplar">The exemplar.</param>
    /// <returns>Whether there was one more.</returns>
    public bool TryTakeExemplar([NotNullWhen(true)] out Exemplar? exemplar)
    {
        (int Start, int End) found = Entry switch
        {
            ExpositionEntry.Histogram => NextOfHistogram(),
            ExpositionEntry.Sample when !_isExemplarTaken => OfSample(),
            _ => default,
        };
        _isExemplarTaken = true;
        exemplar = found.End == 0 ? null : ExemplarMessage.Read(_body, found.Start, found.End);
        return exemplar is not null;
    }

    private readonly bool IsHistogram => Kind is MetricKind.Histogram or MetricKind.GaugeHistogram;

    private readonly bool IsNative => IsHistogram && !_options.IgnoreNativeHistograms && _metric.IsNative;

    private readonly CounterResetHint Hint => Kind == MetricKind.GaugeHistogram ? CounterResetHint.Gauge : CounterResetHint.Unknown;

    private readonly double CountValue => _metric.FloatCount != 0 ? _metric.FloatCount : _metric.Count;

    private bool BeginMetric()
    {
        if (_metric.LabelError is { } error)
        {
            return Fail(error);
        }

        if (!CopyLabels())
        {
            return false;
        }

        if (IsNative)
        {
            return YieldNative();
        }

        _part = AtCount;
        return IsHistogram && _options.ConvertClassicHistograms && !_options.KeepClassicHistograms ? YieldConverted() : YieldSeries();
    }

    private bool NextOfMetric()
    {
        switch (_step)
        {
            case Step.Native when _options.KeepClassicHistograms && _metric.Parts.Count > 0:
                _part = AtCount;
                return YieldSeries();
            case Step.Series when Kind is MetricKind.Summary || IsHistogram:
                if (!_isLastPart)
                {
                    _part++;
                    return YieldSeries();
                }

                (_exemplar, _exemplarBucket) = (0, 0);
                return IsHistogram && !IsNative && _options.ConvertClassicHistograms ? YieldConverted() : NextMetric();
            default:
                return NextMetric();
        }
    }

    private bool CopyLabels()
    {
        _labels.Truncate(0);
        foreach (ref readonly LabelSlice label in _metric.Labels.Span)
        {
            _labels.Add(_body[label.NameStart..label.NameEnd], _body[label.ValueStart..label.ValueEnd]);
            if (_labels.Bytes.Length > ExpositionLimits.MaxSeriesLength)
            {
                return Fail($"the labels of the series are longer than {ExpositionLimits.MaxSeriesLength} bytes", label.NameStart);
            }
        }

        _labelCount = _labels.Count;
        long expanded = (long)(_labels.Bytes.Length + Name.Length) * _metric.Parts.Count;
        return expanded <= ExpositionLimits.MaxExpandedLength
            || Fail($"the series of the metric have labels of {expanded} bytes, more than {ExpositionLimits.MaxExpandedLength}", _family.Name.Start.Value);
    }

    private bool YieldNative()
    {
        Histogram = _metric.ToNative(Hint, out string? error);
        SetName(default);
        return error is null ? Yield(ExpositionEntry.Histogram, Step.Native) : Fail(error, _family.Name.Start.Value);
    }

    private bool YieldConverted()
    {
        (_exemplar, _exemplarBucket) = (0, 0);
        _classic.Clear();
        _classic.SetCount(CountValue);
        _classic.SetSum(_metric.Sum);
        foreach (MetricPart bucket in _metric.Parts)
        {
            _classic.AddBucket(bucket.Boundary, CountOf(bucket));
        }

        Histogram = _classic.Convert(Hint);
        SetName(default);
        return Histogram is null ? Fail(_classic.Error!, _family.Name.Start.Value) : Yield(ExpositionEntry.Histogram, Step.Converted);
    }

    private bool YieldSeries()
    {
        if (Kind != MetricKind.Summary && !IsHistogram)
        {
            SetName(default);
            Value = _metric.Value;
        }
        else if (_part == AtCount)
        {
            _isLastPart = false;
            SetName("_count"u8);
            Value = CountValue;
        }
        else if (_part == AtSum)
        {
            _isLastPart = Kind == MetricKind.Summary && _metric.Parts.Count == 0;
            SetName("_sum"u8);
            Value = _metric.Sum;
        }
        else if (Kind == MetricKind.Summary)
        {
            MetricPart quantile = _metric.Parts[_part];
            _isLastPart = _part == _metric.Parts.Count - 1;
            SetName(default);
            SetBoundary("quantile"u8, quantile.Boundary);
            Value = quantile.Value;
        }
        else
        {
            // A bucket without an upper boundary closes a histogram, whether the target sent it or not.
            bool isSent = _part < _metric.Parts.Count;
            double boundary = isSent ? _metric.Parts[_part].Boundary : double.PositiveInfinity;
            _isLastPart = double.IsPositiveInfinity(boundary);
            SetName("_bucket"u8);
            SetBoundary("le"u8, boundary);
            Value = isSent ? CountOf(_metric.Parts[_part]) : CountValue;
        }

        return Yield(ExpositionEntry.Sample, Step.Series);
    }

    private static double CountOf(in MetricPart bucket) => bucket.Value != 0 ? bucket.Value : bucket.Count;

    private readonly void SetName(ReadOnlySpan<byte> suffix)
    {
        _labels.Truncate(_labelCount);
        _labels.Add("__name__"u8, Name, suffix);
    }

    private readonly void SetBoundary(ReadOnlySpan<byte> label, double boundary)
    {
        Span<byte> text = stackalloc byte[BoundaryText.MaxLength];
        _labels.Add(label, text[..BoundaryText.Write(boundary, text)]);
    }

    private readonly (int Start, int End) OfSample()
    {
        if (Kind == MetricKind.Counter)
        {
            return _metric.Exemplar;
        }

        return IsHistogram && _part >= 0 && _part < _metric.Parts.Count ? ExemplarOf(_metric.Parts[_part]) : default;
    }

    // Those of the histogram, or else those of its classic buckets; without a timestamp none counts. As in Prometheus the search goes on
    // where the family's previous histogram left it, so that later histograms may lose theirs.
    private (int Start, int End) NextOfHistogram()
    {
        if (_metric.Exemplars.Count > 0)
        {
            while (_exemplar < _metric.Exemplars.Count)
            {
                (int Start, int End) exemplar = _metric.Exemplars[_exemplar++];
                if (ExemplarMessage.HasTimestamp(_body, exemplar.Start, exemplar.End))
                {
                    return exemplar;
                }
            }

            return default;
        }

        while (_exemplarBucket < _metric.Parts.Count)
        {
            (int Start, int End) exemplar = ExemplarOf(_metric.Parts[_exemplarBucket++]);
            if (exemplar.End != 0 && ExemplarMessage.HasTimestamp(_body, exemplar.Start, exemplar.End))
            {
                return exemplar;
            }
        }

        return default;
    }

    private static (int Start, int End) ExemplarOf(in MetricPart bucket) => (bucket.ExemplarStart, bucket.ExemplarEnd);
}
