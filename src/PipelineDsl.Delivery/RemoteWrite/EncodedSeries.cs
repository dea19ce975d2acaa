namespace PipelineDsl.Delivery;

/// <summary>Where a series' labels are: its references in the target's table, and the length of what they lead to.</summary>
/// <param name="At">The place of the number of references, which the references follow; 0 for a series that is not defined.</param>
/// <param name="LabelsLength">The length of the encoded labels in bytes.</param>
/// <param name="Note">What else is known of the series.</param>
internal readonly record struct EncodedSeries(int At, int LabelsLength, SeriesNote? Note);
