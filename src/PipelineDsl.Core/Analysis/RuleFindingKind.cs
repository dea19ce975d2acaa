namespace PipelineDsl.Analysis;

/// <summary>What an analysis can say about a rule.</summary>
public enum RuleFindingKind
{
    /// <summary>The rule matches nothing that reaches it.</summary>
    NeverMatches,

    /// <summary>The rule decides nothing: rules before it did.</summary>
    DecidesNothing,

    /// <summary>The rule drops everything that reaches it.</summary>
    NothingPasses,

    /// <summary>An anchor at an end of a pattern, where there is one already.</summary>
    RedundantAnchor,

    /// <summary>A dot in what reads as a name or a version.</summary>
    UnescapedDot,

    /// <summary>A value is written that no rule reads before it is gone.</summary>
    DeadWrite,

    /// <summary>A label for temporary use stays on the series that are sent.</summary>
    TemporaryLabelStays,

    /// <summary>Targets of the role have no such label.</summary>
    UnknownMetaLabel,

    /// <summary>Several label names become one.</summary>
    NamesCollide,

    /// <summary>A short list of texts in any case.</summary>
    CaseInsensitiveList,
}
