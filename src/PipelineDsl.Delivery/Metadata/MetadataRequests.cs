using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Metadata for requests of their own.</summary>
/// <param name="metadata">The metadata.</param>
/// <param name="most">The most metrics in one request.</param>
internal readonly struct MetadataRequests(MetricMetadata[] metadata, int most) : IAddition<RemoteWriteAssembler>
{
    public int Samples => 0;

    public void AddTo(RemoteWriteAssembler assembler) => assembler.AddMetadata(metadata, most);
}
