using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes;

/// <summary>The log messages of discovery.</summary>
internal static partial class KubernetesLog
{
    [LoggerMessage(1, LogLevel.Information, "Watching {Scope}, {Objects} found.")]
    public static partial void Watching(ILogger logger, ResourceQuery scope, int objects);

    [LoggerMessage(EventId = 2, Message = "{Problem} The targets found so far stay; it is tried again.")]
    public static partial void Failing(ILogger logger, LogLevel level, string problem);

    [LoggerMessage(3, LogLevel.Information, "{Subject} is well again.")]
    public static partial void Recovered(ILogger logger, string subject);

    [LoggerMessage(4, LogLevel.Debug, "The watch of {Scope} begins again: {Reason}")]
    public static partial void Restarting(ILogger logger, ResourceQuery scope, string reason);

    [LoggerMessage(5, LogLevel.Error, "An observer failed to take the targets of {Group}.")]
    public static partial void ObserverFailed(ILogger logger, string group, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "Discovering {Scope} failed unexpectedly; it is tried again.")]
    public static partial void Unexpected(ILogger logger, ResourceQuery scope, Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "{Object}: {Message}")]
    public static partial void AnnotationInvalid(ILogger logger, AnnotatedObject @object, string message);

    [LoggerMessage(7, LogLevel.Information, "Replicas of {Group}: {Members}; {Self} {State}.")]
    public static partial void Sharing(ILogger logger, string group, string members, string self, string state);

    [LoggerMessage(8, LogLevel.Warning, "Another process writes the lease {Lease}: if two replicas are named {Identity}, give each a name of its own.")]
    public static partial void LeaseWrittenByOther(ILogger logger, string lease, string identity);

    [LoggerMessage(9, LogLevel.Warning, "The lease {Lease} cannot be deleted, the other replicas take over after {Duration}: {Reason}")]
    public static partial void LeaseStays(ILogger logger, string lease, TimeSpan duration, string reason);
}
