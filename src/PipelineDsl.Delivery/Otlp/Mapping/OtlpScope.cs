namespace PipelineDsl.Delivery;

/// <summary>An instrumentation scope with its metrics.</summary>
/// <param name="Header">The scope, as a field of <c>ScopeMetrics</c>.</param>
/// <param name="Footer">The schema's address, as a field of <c>ScopeMetrics</c>.</param>
internal sealed record OtlpScope(byte[] Header, byte[] Footer)
{
    public List<OtlpMetric> Metrics { get; } = [];
}
