namespace PipelineDsl.Runtime;

/// <summary>An observation that stands for others, usually with the trace it was made in.</summary>
/// <param name="Labels">What identifies it, such as <c>trace_id</c>. The series' own labels are not among them.</param>
/// <param name="Value">The observed value.</param>
/// <param name="Timestamp">When it was observed, in milliseconds since 1970 (UTC); <see langword="null"/> if the target did not say.</param>
public sealed record Exemplar(LabelSet Labels, double Value, long? Timestamp);
