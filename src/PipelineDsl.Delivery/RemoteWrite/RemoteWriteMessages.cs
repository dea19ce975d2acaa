namespace PipelineDsl.Delivery;

/// <summary>The values of <see cref="DestinationOptions.ProtobufMessage"/>: the names of the messages.</summary>
public static class RemoteWriteMessages
{
    /// <summary>Remote write 1.0: <c>prometheus.WriteRequest</c>.</summary>
    public const string Version1 = "prometheus.WriteRequest";

    /// <summary>Remote write 2.0: <c>io.prometheus.write.v2.Request</c>.</summary>
    public const string Version2 = "io.prometheus.write.v2.Request";
}
