namespace PipelineDsl.Delivery;

/// <summary>How a destination is doing, for health checks and pages.</summary>
/// <param name="Url">The address, without credentials and query.</param>
/// <param name="PendingSamples">Samples waiting or being sent.</param>
/// <param name="SentSamples">Samples that the receiver accepted since the start.</param>
/// <param name="DroppedSamples">Samples given up since the start: no room, rejected, or left at the stop.</param>
/// <param name="FailingSince">Since when nothing gets through; <see langword="null"/> when delivery works.</param>
/// <param name="LastError">The last failure or rejection; <see langword="null"/> when there was none.</param>
/// <param name="SpooledBytes">The bytes of requests on disk.</param>
public sealed record DestinationStatus(
    string Url, long PendingSamples, long SentSamples, long DroppedSamples, DateTimeOffset? FailingSince, string? LastError,
    long SpooledBytes = 0);
