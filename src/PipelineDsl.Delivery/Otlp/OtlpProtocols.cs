namespace PipelineDsl.Delivery;

/// <summary>The values of <see cref="DestinationOptions.Protocol"/> and <see cref="DestinationOptions.Compression"/>.</summary>
internal static class OtlpProtocols
{
    public const string Grpc = "grpc";
    public const string Http = "http";
    public const string Gzip = "gzip";
    public const string None = "none";
}
