namespace PipelineDsl.Delivery;

/// <summary>The messages that remote write knows.</summary>
internal enum RemoteWriteVersion : byte
{
    /// <summary><c>prometheus.WriteRequest</c>.</summary>
    One = 1,

    /// <summary><c>io.prometheus.write.v2.Request</c>.</summary>
    Two = 2,
}
