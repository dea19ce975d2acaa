using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>A parameter in the URL of a scrape. The label <c>__param_&lt;name&gt;</c> of a target replaces the first value.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Values">Its values, in order.</param>
public sealed record ScrapeParam(string Name, ValueList<string> Values);
