namespace PipelineDsl.Runtime;

/// <summary>What a target tells of a metric in its TYPE, UNIT and HELP lines.</summary>
/// <param name="Name">The metric's name, without the suffixes of its series.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Unit">Its unit; empty if there is none.</param>
/// <param name="Help">Its help text; empty if there is none.</param>
public sealed record MetricMetadata(string Name, MetricKind Kind, string Unit, string Help);
