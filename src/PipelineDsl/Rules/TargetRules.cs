namespace PipelineDsl;

/// <summary>Rules that run on discovered targets, before they are scraped.</summary>
/// <typeparam name="TRole">The targets' role, which decides what labels there are.</typeparam>
public sealed class TargetRules<TRole> : RuleBuilder<TargetRules<TRole>, Label<TRole>>;
