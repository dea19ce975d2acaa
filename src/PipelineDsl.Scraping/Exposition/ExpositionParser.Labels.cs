using System.Text.Unicode;

namespace PipelineDsl.Scraping.Exposition;

/// <content>What stands in braces. Blanks, and labels without a comma between them, are the text format's.</content>
internal ref partial struct ExpositionParser
{
    // Behind the opening brace; ends behind the closing one.
    private bool ReadLabels()
    {
        bool text = _format == ExpositionFormat.Text;
        QuotedText value = text ? QuotedText.TextValue : QuotedText.OpenMetricsValue;
        while (true)
        {
            SkipBlanksIf(text);
            if (Current == '}' && _at < _body.Length)
            {
                _at++;
                return true;
            }

            if (!ReadLabelName(QuotedText.Name, out LabelSlice label, out bool isQuoted))
            {
                return false;
            }

            SkipBlanksIf(text);
            if (isQuoted && Current is (byte)',' or (byte)'}')
            {
                if (_nameStart >= 0)
                {
                    return Fail("the metric has a second name", label.NameStart);
                }

                (_nameStart, _nameEnd) = (label.NameStart, label.NameEnd);
                if (Current == '}')
                {
                    continue;
                }

                _at++;
                continue;
            }

            if (!ReadLabelValue(value, text, ref label))
            {
                return false;
            }

            if (!_labels.TryAdd(label))
            {
                return Fail($"the series has more than {ExpositionLimits.MaxLabels} labels", label.NameStart);
            }

            SkipBlanksIf(text);
            if (Current == ',')
            {
                _at++;
            }
            else if (Current != '}' && !text)
            {
                return Fail("expected a comma or a closing brace");
            }
        }
    }

    // The labels of an exemplar; they have no metric name among them.
    private bool ReadExemplarLabels()
    {
        while (true)
        {
            if (Current == '}')
            {
                _at++;
                return true;
            }

            if (!ReadLabelName(QuotedText.ExemplarName, out LabelSlice label, out _)
                || !ReadLabelValue(QuotedText.ExemplarValue, skipBlanks: false, ref label))
            {
                return false;
            }

            if (!_exemplarLabels.TryAdd(label))
            {
                return Fail($"the exemplar has more than {ExpositionLimits.MaxLabels} labels", label.NameStart);
            }

            if (Current == ',')
            {
                _at++;
            }
            else if (Current != '}')
            {
                return Fail("expected a comma or a closing brace");
            }
        }
    }

    private bool ReadLabelName(QuotedText kind, out LabelSlice label, out bool isQuoted)
    {
        label = default;
        int start = _at;
        isQuoted = TrySkipQuoted(kind);
        if (isQuoted)
        {
            (label.NameStart, label.NameEnd) = (start + 1, _at - 1);
            return true;
        }

        if (!IsLabelStart)
        {
            return Fail("expected a label name");
        }

        SkipAll(s_labelBytes);
        (label.NameStart, label.NameEnd) = (start, _at);
        return true;
    }

    private bool ReadLabelValue(QuotedText kind, bool skipBlanks, ref LabelSlice label)
    {
        if (Current != '=')
        {
            return Fail("expected '=' after a label name");
        }

        _at++;
        SkipBlanksIf(skipBlanks);
        int start = _at;
        if (!TrySkipQuoted(kind))
        {
            return Fail("expected a label value in quotes");
        }

        (label.ValueStart, label.ValueEnd) = (start + 1, _at - 1);
        return Utf8.IsValid(_body[label.ValueStart..label.ValueEnd]) || Fail("the label value is not UTF-8", start);
    }

    private readonly bool IsSeriesTooLong => _at - _start > ExpositionLimits.MaxSeriesLength;

    private bool FailTooLong() => Fail($"name and labels of the series are longer than {ExpositionLimits.MaxSeriesLength} bytes", _start);

    private void SkipBlanksIf(bool skip)
    {
        if (skip)
        {
            SkipBlanks();
        }
    }
}
