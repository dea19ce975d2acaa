namespace PipelineDsl.Delivery;

/// <summary>What became of a request.</summary>
/// <param name="Kind">Whether it is done, must be tried again, or never will be.</param>
/// <param name="Cause">The reason of a failure, fit for the log.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone.</param>
/// <param name="Written">How much the receiver says it wrote; <see langword="null"/> if it does not say.</param>
internal readonly record struct SendOutcome(SendOutcomeKind Kind, string Cause = "", TimeSpan? RetryAfter = null, WrittenCounts? Written = null);
