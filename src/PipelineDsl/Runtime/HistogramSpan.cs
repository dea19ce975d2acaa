namespace PipelineDsl.Runtime;

/// <summary>A run of neighbouring buckets of a native histogram.</summary>
/// <param name="Offset">In the first span the index of its first bucket, in later ones the number of buckets left out before it.</param>
/// <param name="Length">How many buckets it has.</param>
public readonly record struct HistogramSpan(int Offset, uint Length);
