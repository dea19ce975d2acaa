using System.Buffers;
using System.ComponentModel;
using System.Text;
using PipelineDsl.Patterns;
using PipelineDsl.Relabeling;

namespace PipelineDsl.CompilerServices;

/// <summary>The templates of a replace or labelmap rule with the pattern they refer to. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RelabelTemplates
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    private readonly Pattern _pattern;
    private readonly ReplacementTemplate _target;
    private readonly ReplacementTemplate _replacement;
    private readonly LabelNameScheme _scheme;
    private readonly byte[] _targetName;

    /// <summary>Creates the pair.</summary>
    public RelabelTemplates(Pattern pattern, string target, string replacement, LabelNameScheme scheme = LabelNameScheme.Utf8)
    {
        _pattern = pattern;
        _target = ReplacementTemplate.Parse(target);
        _replacement = ReplacementTemplate.Parse(replacement);
        _scheme = scheme;
        _targetName = _target is { IsLiteral: true, Parts.Count: 1 } ? _target.Parts[0].Literal.ToArray() : [];
    }

    /// <summary>Sets the label that the target template names to what the replacement template gives, when the value matches.</summary>
    public void Replace(LabelSetBuilder labels, ReadOnlySpan<byte> value)
    {
        Span<int> offsets = stackalloc int[2 * (_pattern.GroupCount + 1)];
        if (!_pattern.Match(value, offsets))
        {
            return;
        }

        ArrayBufferWriter<byte> buffer = Buffer();
        int nameLength = 0;
        if (!_target.IsLiteral)
        {
            _target.Expand(_pattern, value, offsets, buffer);
            nameLength = buffer.WrittenCount;
            if (!IsName(buffer.WrittenSpan))
            {
                return;
            }
        }

        _replacement.Expand(_pattern, value, offsets, buffer);
        ReadOnlySpan<byte> name = _target.IsLiteral ? _targetName : buffer.WrittenSpan[..nameLength];
        labels.Set(name, buffer.WrittenSpan[nameLength..]);
    }

    /// <summary>Copies every label whose name matches to the name that the replacement template gives.</summary>
    public void MapNames(LabelSetBuilder labels)
    {
        Span<int> offsets = stackalloc int[2 * (_pattern.GroupCount + 1)];
        foreach (Utf8Label label in labels.TakeSnapshot())
        {
            if (_pattern.Match(label.Name, offsets))
            {
                // What lies beside the match stays; only a pattern that broke out of its anchors leaves anything there.
                ArrayBufferWriter<byte> buffer = Buffer();
                buffer.Write(label.Name[..offsets[0]]);
                _replacement.Expand(_pattern, label.Name, offsets, buffer);
                buffer.Write(label.Name[offsets[1]..]);
                labels.Set(buffer.WrittenSpan, label.Value);
            }
        }
    }

    private bool IsName(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && (_scheme == LabelNameScheme.Utf8 || LabelName.IsValid(Encoding.UTF8.GetString(name), _scheme));

    private static ArrayBufferWriter<byte> Buffer()
    {
        ArrayBufferWriter<byte> buffer = t_buffer ??= new ArrayBufferWriter<byte>(256);
        buffer.ResetWrittenCount();
        return buffer;
    }
}
