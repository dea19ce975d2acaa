namespace PipelineDsl.Patterns;

/// <summary>What a text has to be like to match a pattern.</summary>
internal enum PatternShapeKind
{
    /// <summary>Nothing simpler than the pattern itself says it.</summary>
    General,

    /// <summary>No text matches.</summary>
    Nothing,

    /// <summary>Every text matches.</summary>
    Anything,

    /// <summary>Every text matches but the empty one.</summary>
    NonEmpty,

    /// <summary>Equal to <see cref="PatternShape.Literal"/>.</summary>
    Literal,

    /// <summary>Equal to one of <see cref="PatternShape.Literals"/>.</summary>
    LiteralSet,

    /// <summary>Begins with <see cref="PatternShape.Literal"/>.</summary>
    Prefix,

    /// <summary>Ends with <see cref="PatternShape.Literal"/>.</summary>
    Suffix,

    /// <summary>Begins with one of <see cref="PatternShape.Literals"/>, none of which begins with another.</summary>
    PrefixSet,

    /// <summary>Ends with one of <see cref="PatternShape.Literals"/>, none of which ends with another.</summary>
    SuffixSet,

    /// <summary>Has <see cref="PatternShape.Literal"/> somewhere.</summary>
    Contains,

    /// <summary>Begins with <see cref="PatternShape.Literal"/>, then ends with <see cref="PatternShape.End"/>.</summary>
    PrefixAndSuffix,

    /// <summary>Like one of <see cref="PatternShape.Parts"/>.</summary>
    Union,
}
