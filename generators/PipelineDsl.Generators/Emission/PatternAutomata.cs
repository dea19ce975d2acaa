using PipelineDsl.Analysis;
using PipelineDsl.Generators.Model;
using PipelineDsl.Patterns;

namespace PipelineDsl.Generators.Emission;

/// <summary>What is known of a pattern, each part found when it is first asked for.</summary>
/// <remarks>Rule lists repeat their patterns, and every edit asks for those of a list again; so the last ones are kept.</remarks>
internal sealed class PatternAutomata
{
    private const int MaxKept = 512;

    private static readonly RecentlyUsed<string, PatternAutomata> s_kept = new(MaxKept, StringComparer.Ordinal);

    private readonly Lazy<PatternShape> _shape;
    private readonly Lazy<ByteDfa?> _dfa;
    private readonly Lazy<TaggedDfa?> _tagged;
    private readonly Lazy<PatternClass?> _testClass;
    private readonly Lazy<PatternClass?> _groupClass;

    private PatternAutomata(string text, PatternTree tree)
    {
        Text = text;
        Tree = tree;
        _shape = new(() => PatternShape.Of(tree));
        _dfa = new(() => ByteDfa.TryBuild(tree));
        _tagged = new(() => TaggedDfa.TryBuild(tree));
        _testClass = new(() => AutomatonEmitter.TestClass(this));
        _groupClass = new(() => AutomatonEmitter.GroupClass(this));
    }

    public string Text { get; }

    public PatternTree Tree { get; }

    public PatternShape Shape => _shape.Value;

    /// <summary>The automaton that tells whether a value matches; null if it would be too large.</summary>
    public ByteDfa? Dfa => _dfa.Value;

    /// <summary>The automaton that finds groups; null if it would be too large.</summary>
    public TaggedDfa? Tagged => _tagged.Value;

    /// <summary>The class that tells whether a value matches; null if it would be too large.</summary>
    public PatternClass? Test => _testClass.Value;

    /// <summary>The class that finds groups; null if it would be too large.</summary>
    public PatternClass? Groups => _groupClass.Value;

    /// <summary>All texts that match, where the pattern lists them; null where it does not.</summary>
    public IReadOnlyList<byte[]>? Literals => Shape.Kind switch
    {
        PatternShapeKind.Literal => [Shape.Literal],
        PatternShapeKind.LiteralSet => Shape.Literals,
        _ => null,
    };

    /// <summary>Whether <see cref="IsMatch"/> can tell.</summary>
    public bool CanMatch => Shape.Kind != PatternShapeKind.General || Dfa is not null;

    /// <summary>Whether a text matches.</summary>
    public bool IsMatch(byte[] utf8) => Shape.Kind == PatternShapeKind.General ? Dfa!.IsMatch(utf8) : Shape.IsMatch(utf8);

    public static PatternAutomata Of(string pattern) => s_kept.GetOrAdd(pattern, static text => new PatternAutomata(
        text,
        KnownPatterns.TryParse(text, out PatternTree? parsed, out _) ? parsed! : throw new InvalidOperationException("Only valid rules are emitted.")));
}
