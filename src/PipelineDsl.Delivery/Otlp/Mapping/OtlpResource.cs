namespace PipelineDsl.Delivery;

/// <summary>A resource with its scopes. A target has one, unless it keeps the <c>job</c> and <c>instance</c> of others.</summary>
internal sealed class OtlpResource
{
    /// <summary>The resource, as a field of <c>ResourceMetrics</c>.</summary>
    public byte[] Header { get; set; } = [];

    public List<OtlpScope> Scopes { get; } = [];
}
