namespace PipelineDsl;

/// <summary>Rules that run on scraped series. Labels of the discovery are gone here: copy what you need before the scrape.</summary>
public sealed class MetricRules : RuleBuilder<MetricRules, Label>;
