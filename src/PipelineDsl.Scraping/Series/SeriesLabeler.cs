using System.Text;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>Makes the final labels of a series: exposed labels, the target's, then the rules. Runs once for a new series.</summary>
internal sealed class SeriesLabeler
{
    private readonly LabelSetBuilder _exposed = new();
    private readonly LabelSetBuilder _relabeled = new();
    private byte[] _name = new byte[256];
    private byte[] _value = new byte[256];

    /// <summary>Makes the labels of the sample a parser stands at.</summary>
    /// <param name="parser">The parser.</param>
    /// <param name="context">What the target adds.</param>
    /// <param name="error">Why the series is not valid, which fails the scrape.</param>
    /// <returns>The labels; <see langword="null"/> if a rule dropped the series or it is not valid.</returns>
    public LabelSet? Label(ref ExpositionParser parser, SeriesContext context, out string? error)
    {
        error = null;
        string? duplicate = ReadExposed(ref parser);
        AddTargetLabels(ref parser, context);
        LabelSet labels = _exposed.ToLabelSet();
        if (context.Exposed.Stages.Length + context.Rules.Stages.Length > 0)
        {
            _relabeled.Reset(labels);
            labels = context.Exposed.Apply(_relabeled, out _) && context.Rules.Apply(_relabeled, out _) ? _relabeled.ToLabelSet() : LabelSet.Empty;
        }

        if (labels.Count == 0)
        {
            return null;
        }

        error = duplicate ?? LabelNames.Check(labels, context.Options.NameValidation);
        return error is null ? labels : null;
    }

    // Of a repeated name the first counts until the rules have had their chance to drop the series.
    private string? ReadExposed(ref ExpositionParser parser)
    {
        _exposed.Reset();
        _exposed.Set("__name__"u8, Unescape(parser.Name, ref _value));
        string? duplicate = null;
        Span<byte> boundary = stackalloc byte[BoundaryText.MaxLength];
        foreach (LabelSlice label in parser.Labels)
        {
            ReadOnlySpan<byte> name = Unescape(parser.Slice(label.NameStart, label.NameEnd), ref _name);
            ReadOnlySpan<byte> value = Unescape(parser.Slice(label.ValueStart, label.ValueEnd), ref _value);
            if (value.IsEmpty)
            {
                continue;
            }

            if (!_exposed.Get(name).IsEmpty)
            {
                duplicate ??= $"the label name '{Encoding.UTF8.GetString(name)}' is not unique";
                continue;
            }

            if (BoundaryText.IsBoundary(parser.Kind, name) && BoundaryText.TryNormalize(value, boundary, out int length))
            {
                _exposed.Set(name, boundary[..length]);
            }
            else
            {
                _exposed.Set(name, value);
            }
        }

        return duplicate;
    }

    private void AddTargetLabels(ref ExpositionParser parser, SeriesContext context)
    {
        List<(byte[] Name, byte[] Value)>? conflicts = null;
        foreach (Utf8Label label in context.TargetLabels)
        {
            ReadOnlySpan<byte> exposed = _exposed.Get(label.Name);
            if (context.Options.HonorLabels)
            {
                // An exposed label without a value still keeps the target's away.
                if (exposed.IsEmpty && !Exposes(ref parser, label.Name))
                {
                    _exposed.Set(label.Name, label.Value);
                }

                continue;
            }

            if (!exposed.IsEmpty)
            {
                (conflicts ??= []).Add((label.Name.ToArray(), exposed.ToArray()));
            }

            _exposed.Set(label.Name, label.Value);
        }

        if (conflicts is not null)
        {
            RenameConflicts(conflicts);
        }
    }

    // Shortest names first, each with as many prefixes as it takes to be free.
    private void RenameConflicts(List<(byte[] Name, byte[] Value)> conflicts)
    {
        foreach ((byte[] name, byte[] value) in conflicts.OrderBy(c => c.Name.Length))
        {
            byte[] renamed = name;
            do
            {
                renamed = [.. "exported_"u8, .. renamed];
            }
            while (!_exposed.Get(renamed).IsEmpty);
            _exposed.Set(renamed, value);
        }
    }

    private bool Exposes(ref ExpositionParser parser, ReadOnlySpan<byte> name)
    {
        foreach (LabelSlice label in parser.Labels)
        {
            if (Unescape(parser.Slice(label.NameStart, label.NameEnd), ref _name).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text, ref byte[] buffer)
    {
        if (!EscapedText.IsEscaped(text))
        {
            return text;
        }

        if (buffer.Length < text.Length)
        {
            buffer = new byte[text.Length * 2];
        }

        return buffer.AsSpan(0, EscapedText.Unescape(text, buffer));
    }
}
