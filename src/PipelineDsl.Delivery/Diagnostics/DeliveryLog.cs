using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery;

/// <summary>The messages of delivery. None holds a credential.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(1, LogLevel.Warning, "Delivery to {Destination} ({Url}) fails and is tried again until it works: {Cause}")]
    public static partial void Failing(ILogger logger, string destination, string url, string cause);

    [LoggerMessage(2, LogLevel.Information, "Delivery to {Destination} works again, after {Duration} and {Retries} retries")]
    public static partial void Recovered(ILogger logger, string destination, TimeSpan duration, long retries);

    [LoggerMessage(3, LogLevel.Error,
        "{Destination} ({Url}) rejected {Samples} samples, which are lost: {Cause}. Samples rejected since the last such message: {Since}")]
    public static partial void Rejected(ILogger logger, string destination, string url, int samples, string cause, long since);

    [LoggerMessage(4, LogLevel.Warning,
        "A queue to {Destination} is full: the oldest samples are dropped until the receiver keeps up. Raise Destinations:{Destination}:Queue:Capacity to keep more")]
    public static partial void Full(ILogger logger, string destination);

    [LoggerMessage(5, LogLevel.Information, "The queue to {Destination} has room again, after {Dropped} samples were dropped")]
    public static partial void HasRoom(ILogger logger, string destination, long dropped);

    [LoggerMessage(6, LogLevel.Warning, "Delivery to {Destination} stopped with {Unsent} samples unsent")]
    public static partial void Unsent(ILogger logger, string destination, long unsent);

    [LoggerMessage(7, LogLevel.Error, "A request to {Destination} failed in a way that is a defect of PipelineDsl; its samples are lost")]
    public static partial void Defect(ILogger logger, string destination, Exception error);

    [LoggerMessage(8, LogLevel.Warning,
        "{Destination} ({Url}) does not take remote write 2.0 and gets 1.0 from now on: {Cause}. Remove ProtobufMessage to begin with 1.0")]
    public static partial void FellBack(ILogger logger, string destination, string url, string cause);

    [LoggerMessage(9, LogLevel.Error,
        "The spool of {Destination} cannot be used, and delivery goes on from memory: {Cause}. Look to the disk and to the rights on {Path}; it is tried again")]
    public static partial void SpoolFailed(ILogger logger, string destination, string path, string cause);

    [LoggerMessage(10, LogLevel.Information, "The spool of {Destination} works again ({Path})")]
    public static partial void SpoolWorksAgain(ILogger logger, string destination, string path);

    [LoggerMessage(11, LogLevel.Error,
        "The spool of {Destination} is damaged: {Cause}. {Path} was put aside as {Aside}, and a new one is made; what was only there is lost")]
    public static partial void SpoolDamaged(ILogger logger, string destination, string path, string aside, string cause);

    [LoggerMessage(12, LogLevel.Warning,
        "The spool of {Destination} is full, or holds what is too old: the oldest samples are dropped. Raise Destinations:{Destination}:Spool:MaxBytes or MaxAge to keep more")]
    public static partial void SpoolFull(ILogger logger, string destination);

    [LoggerMessage(13, LogLevel.Error, "{Samples} samples in the spool of {Destination} could not be read back, and are lost")]
    public static partial void SpoolUnreadable(ILogger logger, string destination, long samples);

    [LoggerMessage(14, LogLevel.Information, "Delivery to {Destination} stopped with {Samples} samples in its spool, which the next start sends")]
    public static partial void LeftInSpool(ILogger logger, string destination, long samples);

    [LoggerMessage(15, LogLevel.Information, "Delivery to {Destination} lags: from now on {Shards} shards send side by side")]
    public static partial void Grew(ILogger logger, string destination, int shards);

    [LoggerMessage(30, LogLevel.Warning,
        "{Destination} is not sent what OTLP does not have: gauge histograms, buckets without a boundary, histograms that are only a sum; {Samples} samples just now")]
    public static partial void Unsupported(ILogger logger, string destination, long samples);

    [LoggerMessage(31, LogLevel.Warning, "{Destination} ({Url}) accepted a request with the remark: {Cause}")]
    public static partial void Warned(ILogger logger, string destination, string url, string cause);

    [LoggerMessage(16, LogLevel.Information, "Delivery to {Destination} needs fewer shards: from now on {Shards} send side by side")]
    public static partial void Shrank(ILogger logger, string destination, int shards);

    [LoggerMessage(17, LogLevel.Warning,
        "Native histograms with custom buckets are dropped, because {Destination} is sent remote write 1.0: set Destinations:{Destination}:ProtobufMessage to "
        + RemoteWriteMessages.Version2)]
    public static partial void CustomBuckets(ILogger logger, string destination);

    [LoggerMessage(18, LogLevel.Warning, "{Destination} ({Url}) did not take {Exemplars} exemplars: {Cause}")]
    public static partial void ExemplarsRejected(ILogger logger, string destination, string url, int exemplars, string cause);

    [LoggerMessage(32, LogLevel.Error, "{Samples} samples in the spool of {Destination} are lost: they were saved while it had another Type, which it must have to send them")]
    public static partial void SpoolForeign(ILogger logger, string destination, long samples);
}
