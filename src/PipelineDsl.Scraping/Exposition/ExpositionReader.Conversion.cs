using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <content>
/// Classic histograms of the text formats as native ones. Series are collected as long as name and labels stay the same; the histogram comes
/// before the entry that ends them. Numbers that contradict each other make no histogram, and their series are gone: as in Prometheus.
/// </content>
internal ref partial struct ExpositionReader
{
    private enum Conversion : byte
    {
        /// <summary>No series was collected.</summary>
        None,

        /// <summary>At least one was.</summary>
        Collecting,

        /// <summary>The reader stands at the histogram made of them; the parser is at the entry behind it.</summary>
        Done,
    }

    private enum Suffix : byte
    {
        None,
        Bucket,
        Count,
        Sum,
    }

    private bool MoveNextConverted()
    {
        if (_state == Conversion.Done)
        {
            _state = Conversion.None;
            if (_text.Entry == ExpositionEntry.None)
            {
                return false;
            }

            if (_text.Entry != ExpositionEntry.Sample || !IsConverted())
            {
                return true;
            }
        }

        while (MoveNextText())
        {
            if (_text.Entry == ExpositionEntry.Sample)
            {
                _lastTimestamp = _text.HasTimestamp ? _text.Timestamp : null;
                ReadLabels();
                _workspace.Labels.Sort();
                if (_state == Conversion.Collecting && IsOther() && TryConvert())
                {
                    return true;
                }

                if (!IsConverted())
                {
                    return true;
                }

                continue;
            }

            if (_text.Entry == ExpositionEntry.Type)
            {
                _family = _text.Name;
            }

            TryConvert();
            return true;
        }

        return _text.Error is null && TryConvert();
    }

    // Whether the sample became part of a histogram, and of nothing else.
    private bool IsConverted() => TryCollect() && !_options.KeepClassicHistograms;

    private bool IsOther()
    {
        if (_text.Kind != MetricKind.Histogram)
        {
            return true;
        }

        ReadOnlySpan<byte> name = ExposedName;
        Split(ref name);
        if (!name.SequenceEqual(_collectedFamily))
        {
            return true;
        }

        SampleLabels some = _workspace.Labels;
        SampleLabels others = _workspace.Collected;
        int other = 0;
        for (int i = 0; i < some.Count; i++)
        {
            Utf8Label label = some[i];
            if (IsOfSeries(label.Name))
            {
                continue;
            }

            if (other == others.Count || !label.Name.SequenceEqual(others[other].Name) || !label.Value.SequenceEqual(others[other].Value))
            {
                return true;
            }

            other++;
        }

        return other != others.Count;
    }

    private bool TryCollect()
    {
        if (_text.Kind != MetricKind.Histogram)
        {
            return false;
        }

        ReadOnlySpan<byte> name = ExposedName;
        Suffix suffix = Split(ref name);
        if (suffix == Suffix.None || !name.SequenceEqual(_family))
        {
            return false;
        }

        double boundary = 0;
        if (suffix == Suffix.Bucket
            && (!_workspace.Labels.TryGet("le"u8, out ReadOnlySpan<byte> text) || !GoFloat.TryParseExtended(text, out boundary) || double.IsNaN(boundary)))
        {
            return false;
        }

        Collect(suffix, boundary);
        return true;
    }

    private void Collect(Suffix suffix, double boundary)
    {
        if (_state != Conversion.Collecting)
        {
            Begin();
        }

        if (_workspace.CollectedExemplars.Count < ExpositionLimits.MaxParts && TryTakeExemplar(out Exemplar? exemplar))
        {
            _workspace.CollectedExemplars.Add(exemplar);
        }

        switch (suffix)
        {
            case Suffix.Bucket:
                _workspace.Classic.AddBucket(boundary, _text.Value);
                break;
            case Suffix.Count:
                _workspace.Classic.SetCount(_text.Value);
                break;
            default:
                _workspace.Classic.SetSum(_text.Value);
                break;
        }
    }

    private void Begin()
    {
        _collectedFamily = _family;
        _collectedCreated = _text.FindCreated();
        _state = Conversion.Collecting;
        SampleLabels collected = _workspace.Collected;
        collected.Truncate(0);
        for (int i = 0; i < _workspace.Labels.Count; i++)
        {
            Utf8Label label = _workspace.Labels[i];
            if (!IsOfSeries(label.Name))
            {
                collected.Add(label.Name, label.Value);
            }
        }
    }

    private bool TryConvert()
    {
        if (_state != Conversion.Collecting)
        {
            return false;
        }

        _converted = _workspace.Classic.Convert(CounterResetHint.Unknown);
        _workspace.Classic.Clear();
        _workspace.ConvertedExemplars.Clear();
        if (_converted is null)
        {
            _workspace.CollectedExemplars.Clear();
            _state = Conversion.None;
            return false;
        }

        (_workspace.CollectedExemplars, _workspace.ConvertedExemplars) = (_workspace.ConvertedExemplars, _workspace.CollectedExemplars);
        _workspace.ConvertedExemplars.Reverse();
        SampleLabels labels = _workspace.Converted;
        labels.Truncate(0);
        labels.Add("__name__"u8, _collectedFamily);
        for (int i = 0; i < _workspace.Collected.Count; i++)
        {
            Utf8Label label = _workspace.Collected[i];
            if (!label.Value.IsEmpty)
            {
                labels.Add(label.Name, label.Value);
            }
        }

        _convertedCreated = _collectedCreated;
        _state = Conversion.Done;
        return true;
    }

    private readonly ReadOnlySpan<byte> ExposedName => _workspace.Labels.TryGet("__name__"u8, out ReadOnlySpan<byte> name) ? name : default;

    // The labels by which the series of one histogram differ.
    private static bool IsOfSeries(ReadOnlySpan<byte> label) => label.SequenceEqual("__name__"u8) || label.SequenceEqual("le"u8);

    private static Suffix Split(ref ReadOnlySpan<byte> name)
    {
        (Suffix suffix, int length) = name switch
        {
            _ when name.EndsWith("_bucket"u8) => (Suffix.Bucket, "_bucket"u8.Length),
            _ when name.EndsWith("_sum"u8) => (Suffix.Sum, "_sum"u8.Length),
            _ when name.EndsWith("_count"u8) => (Suffix.Count, "_count"u8.Length),
            _ => (Suffix.None, 0),
        };
        name = name[..^length];
        return suffix;
    }
}
