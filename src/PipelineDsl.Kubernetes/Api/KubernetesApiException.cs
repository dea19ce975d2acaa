namespace PipelineDsl.Kubernetes;

/// <summary>A request to an API server failed; the message is for operators.</summary>
internal sealed class KubernetesApiException(ApiFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public ApiFailure Failure { get; } = failure;

    /// <summary>How long the server asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server did not understand the request (422): it does not know a parameter, or not that combination.</summary>
    public bool IsInvalid { get; init; }

    /// <summary>Whether this is about the server as a whole and not about one resource or namespace.</summary>
    public bool ConcernsServer => Failure is ApiFailure.Unreachable or ApiFailure.Unauthorized;
}
