using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The log messages about the Operator's resources.</summary>
internal static partial class OperatorLog
{
    [LoggerMessage(20, LogLevel.Error, "{Resource} gives no jobs, {Rejection}")]
    public static partial void Rejected(ILogger logger, string resource, Rejection rejection);

    [LoggerMessage(21, LogLevel.Information, "{Resource} is well again: {Jobs} jobs.")]
    public static partial void Accepted(ILogger logger, string resource, int jobs);

    [LoggerMessage(22, LogLevel.Error, "Translating {Resource} failed unexpectedly; its jobs stay as they are.")]
    public static partial void Unexpected(ILogger logger, string resource, Exception exception);
}
