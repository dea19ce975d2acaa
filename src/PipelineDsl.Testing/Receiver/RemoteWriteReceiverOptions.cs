namespace PipelineDsl.Testing;

/// <summary>How a <see cref="RemoteWriteReceiver"/> listens and what it keeps.</summary>
public sealed record RemoteWriteReceiverOptions
{
    /// <summary>The port on 127.0.0.1. The default value is 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Whether only the latest sample of each series is kept, and a series that a stale marker ends is forgotten: for a program
    /// that runs long. The default value is <see langword="false"/>: every sample is kept.</summary>
    public bool LatestOnly { get; init; }

    /// <summary>The most requests kept in <see cref="RemoteWriteReceiver.Requests"/>; older ones are forgotten. The default value is 1000.</summary>
    public int MaxRequests { get; init; } = 1000;

    /// <summary>The largest request that is accepted, decompressed. The default value is 64 MiB.</summary>
    public int MaxRequestBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Whether remote write 2.0 is accepted; otherwise it is answered with 415. The default value is <see langword="true"/>.</summary>
    public bool AcceptsVersion2 { get; init; } = true;
}
