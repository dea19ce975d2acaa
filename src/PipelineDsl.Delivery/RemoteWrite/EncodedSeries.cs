namespace PipelineDsl.Delivery;

/// <summary>Where a series' labels are, and what else is known of it.</summary>
/// <param name="At">The place in the target's table; 0 for a series that is not defined.</param>
/// <param name="Note">What else is known of the series.</param>
internal readonly record struct EncodedSeries(int At, SeriesNote? Note);
