using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Relabeling;

/// <summary>Finds what rules read and write, rule by rule.</summary>
internal sealed class RuleFootprint
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    // Labels that hold what rules put there, whatever was there before: reading them tells nothing more about the input.
    private readonly HashSet<string> _determined = new(StringComparer.Ordinal);
    private bool _readsAll;
    private bool _writesAll;

    public RuleFootprint(IEnumerable<RelabelRule> rules)
    {
        foreach (RelabelRule rule in rules)
        {
            Add(rule);
        }
    }

    public LabelScope Reads => _readsAll ? LabelScope.All : LabelScope.Of(_read);

    public LabelScope Writes => _writesAll ? LabelScope.All : LabelScope.Of(_written);

    private void Add(RelabelRule rule)
    {
        switch (rule.Action)
        {
            case RelabelAction.Keep or RelabelAction.Drop:
                ReadSources(rule, Pattern.Parse(rule.Pattern));
                break;
            case RelabelAction.KeepEqual or RelabelAction.DropEqual:
                ReadSources(rule);
                Read(rule.TargetLabel);
                break;
            case RelabelAction.HashMod or RelabelAction.Lowercase or RelabelAction.Uppercase:
                ReadSources(rule);
                Write(rule.TargetLabel, isCertain: true);
                break;
            case RelabelAction.Replace:
                AddReplace(rule, Pattern.Parse(rule.Pattern));
                break;
            default:
                AddNames(rule, Pattern.Parse(rule.Pattern).Shape);
                break;
        }
    }

    private void AddReplace(RelabelRule rule, Pattern pattern)
    {
        if (pattern.Shape.Kind == PatternShapeKind.Nothing)
        {
            return;
        }

        var target = ReplacementTemplate.Parse(rule.TargetLabel);
        bool looksAtValue = !target.IsLiteral || !ReplacementTemplate.Parse(rule.Replacement).IsLiteral;
        ReadSources(rule, looksAtValue ? null : pattern);
        if (target.IsLiteral)
        {
            string name = target.Parts.Count == 0 ? "" : Encoding.UTF8.GetString(target.Parts[0].Bytes);
            Write(name, isCertain: pattern.Shape.Kind == PatternShapeKind.Anything);
        }
        else
        {
            _writesAll = true;
            _determined.Clear();
        }
    }

    // These look at every name, unless the pattern lists the names it is about.
    private void AddNames(RelabelRule rule, PatternShape shape)
    {
        IReadOnlyList<byte[]>? listed = shape.Kind switch
        {
            PatternShapeKind.Nothing => [],
            PatternShapeKind.Literal => [shape.Literal],
            PatternShapeKind.LiteralSet => shape.Literals,
            _ => null,
        };
        bool isListed = listed is not null && (rule.Action == RelabelAction.LabelDrop || (rule.Action == RelabelAction.LabelMap && listed.Count == 0));
        _readsAll |= !isListed;
        _writesAll |= !isListed;
        if (!isListed)
        {
            _determined.Clear();
            return;
        }

        foreach (byte[] name in listed!)
        {
            Write(Encoding.UTF8.GetString(name), isCertain: true);
        }
    }

    private void ReadSources(RelabelRule rule, Pattern? pattern = null)
    {
        bool isUnread = pattern?.Shape.Kind is PatternShapeKind.Anything or PatternShapeKind.Nothing;
        foreach (string source in isUnread || rule.SourceLabels.IsDefault ? [] : rule.SourceLabels)
        {
            Read(source);
        }
    }

    private void Read(string name)
    {
        if (!_determined.Contains(name))
        {
            _read.Add(name);
        }
    }

    private void Write(string name, bool isCertain)
    {
        _written.Add(name);
        if (isCertain)
        {
            _determined.Add(name);
        }
    }
}
