using PipelineDsl.Relabeling;

namespace PipelineDsl.Analysis;

/// <summary>Something that is proven about a rule.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rule">The number of the rule in its list, from 0.</param>
/// <param name="Message">What to tell whoever wrote the rule.</param>
public sealed record RuleFinding(RuleFindingKind Kind, int Rule, string Message)
{
    /// <summary>The part of the rule that it is about; null for the whole of it. The default value is null.</summary>
    public RelabelRulePart? Part { get; init; }

    /// <summary>The label among those the rule names that it is about. The default value is null.</summary>
    public string? Label { get; init; }

    /// <summary>Where in the part's text it begins. The default value is 0.</summary>
    public int Start { get; init; }

    /// <summary>How much of the part's text it is about; 0 for the whole part. The default value is 0.</summary>
    public int Length { get; init; }

    /// <summary>What to write there instead; null where that is not known. The default value is null.</summary>
    public string? Replacement { get; init; }

    /// <summary>The number of the rule that is the reason; null when there is none, or more than one. The default value is null.</summary>
    public int? Because { get; init; }
}
