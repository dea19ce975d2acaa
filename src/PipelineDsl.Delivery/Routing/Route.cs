using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>A way that a <see cref="SeriesRouter"/> may send a series.</summary>
/// <param name="Match">Rules that keep the series of this route, and drop all others. What they change in labels is not sent.</param>
/// <param name="To">Where the series go.</param>
public sealed record Route(RuleSet Match, IDestinationWriter To);
