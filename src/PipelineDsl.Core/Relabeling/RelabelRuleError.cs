namespace PipelineDsl.Relabeling;

/// <summary>Why a rule cannot be loaded.</summary>
/// <param name="Part">The part of the rule at fault.</param>
/// <param name="Message">What is wrong with it, and the mend where there is one.</param>
public sealed record RelabelRuleError(RelabelRulePart Part, string Message);
