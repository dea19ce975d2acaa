using System.Text;
using PipelineDsl.CompilerServices;
using PipelineDsl.Patterns;

namespace PipelineDsl.Relabeling;

/// <summary>A valid rule with its names as bytes and its pattern parsed.</summary>
internal sealed class PreparedRule
{
    private readonly RelabelAction _action;
    private readonly byte[][] _sources;
    private readonly byte[]? _source;
    private readonly uint _sourceKey;
    private readonly byte[] _separator;
    private readonly byte[] _target;
    private readonly Pattern _pattern;
    private readonly RelabelTemplates? _templates;
    private readonly ulong _modulus;
    private readonly byte[]? _prefixGone;
    private readonly IReadOnlyList<byte[]>? _namesGone;

    public PreparedRule(RelabelRule rule)
    {
        _action = rule.Action;
        _sources = rule.SourceLabels.IsDefault ? [] : [.. rule.SourceLabels.Select(Encoding.UTF8.GetBytes)];
        if (_sources is [{ } source])
        {
            (_source, _sourceKey) = (source, LabelSetBuilder.KeyOf(source));
        }

        _separator = Encoding.UTF8.GetBytes(rule.Separator);
        _target = Encoding.UTF8.GetBytes(rule.TargetLabel);
        _pattern = Pattern.Parse(rule.Pattern);
        _modulus = rule.Modulus;
        if (_action is RelabelAction.Replace or RelabelAction.LabelMap)
        {
            _templates = new RelabelTemplates(_pattern, rule.TargetLabel, rule.Replacement, rule.NameScheme);
        }

        _prefixGone = _action == RelabelAction.LabelMap && rule.Replacement is "$1" or "${1}" ? PrefixBeforeGroup(_pattern) : null;
        _namesGone = _action == RelabelAction.LabelDrop ? Listed(_pattern.Shape) : null;
    }

    /// <summary>Whether the rule looks at the names of labels rather than at values.</summary>
    public bool ReadsNames => _action is RelabelAction.LabelMap or RelabelAction.LabelDrop or RelabelAction.LabelKeep;

    /// <summary>The value that the rule looks at.</summary>
    public ReadOnlySpan<byte> Value(LabelSetBuilder labels) =>
        _source is not null ? labels.Find(_source, _sourceKey) : labels.Join(_sources, _separator);

    /// <summary>Whether the rule finds what it looks for; always true when it looks for nothing.</summary>
    public bool IsMatch(LabelSetBuilder labels) => _action switch
    {
        RelabelAction.LabelMap or RelabelAction.LabelDrop or RelabelAction.LabelKeep => MatchesName(labels),
        RelabelAction.KeepEqual or RelabelAction.DropEqual => labels.Get(_target).SequenceEqual(Value(labels)),
        RelabelAction.HashMod or RelabelAction.Lowercase or RelabelAction.Uppercase => true,
        _ => _pattern.IsMatch(Value(labels)),
    };

    /// <summary>Runs the rule; false when it drops the labels.</summary>
    public bool Apply(LabelSetBuilder labels)
    {
        switch (_action)
        {
            case RelabelAction.LabelMap when _prefixGone is not null:
                RelabelActions.MapPrefixed(labels, _prefixGone);
                return true;
            case RelabelAction.LabelMap:
                _templates!.MapNames(labels);
                return true;
            case RelabelAction.LabelDrop when _namesGone is not null:
                RemoveListed(labels, _namesGone);
                return true;
            case RelabelAction.LabelDrop:
                RelabelActions.RemoveNames(labels, _pattern, matching: true);
                return true;
            case RelabelAction.LabelKeep:
                RelabelActions.RemoveNames(labels, _pattern, matching: false);
                return true;
        }

        ReadOnlySpan<byte> value = Value(labels);
        switch (_action)
        {
            case RelabelAction.Keep:
                return _pattern.IsMatch(value);
            case RelabelAction.Drop:
                return !_pattern.IsMatch(value);
            case RelabelAction.KeepEqual:
                return labels.Get(_target).SequenceEqual(value);
            case RelabelAction.DropEqual:
                return !labels.Get(_target).SequenceEqual(value);
            case RelabelAction.HashMod:
                RelabelActions.HashMod(labels, value, _target, _modulus);
                return true;
            case RelabelAction.Lowercase:
                RelabelActions.Lowercase(labels, value, _target);
                return true;
            case RelabelAction.Uppercase:
                RelabelActions.Uppercase(labels, value, _target);
                return true;
            default:
                _templates!.Replace(labels, value);
                return true;
        }
    }

    // The text before the first group, where the group is all the rest.
    private static byte[]? PrefixBeforeGroup(Pattern pattern) =>
        pattern is { Shape: { Kind: PatternShapeKind.Prefix, HasMoreAfter: true }, Layout: { } layout, GroupCount: > 0 }
        && layout.Edges[2] == new CaptureEdge(pattern.Shape.Literal.Length, false) && layout.Edges[3] == new CaptureEdge(0, true)
            ? pattern.Shape.Literal
            : null;

    private static IReadOnlyList<byte[]>? Listed(PatternShape shape) => shape.Kind switch
    {
        PatternShapeKind.Literal => [shape.Literal],
        PatternShapeKind.LiteralSet when shape.Literals.Count <= RelabelActions.MaxListed => shape.Literals,
        _ => null,
    };

    private static void RemoveListed(LabelSetBuilder labels, IReadOnlyList<byte[]> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            labels.Remove(names[i]);
        }
    }

    private bool MatchesName(LabelSetBuilder labels)
    {
        foreach (Utf8Label label in labels.TakeSnapshot())
        {
            if (_pattern.IsMatch(label.Name))
            {
                return true;
            }
        }

        return false;
    }
}
