namespace PipelineDsl.Kubernetes;

/// <summary>The way to a Kubernetes API server cannot be worked out; the message says what is wrong, where, and what mends it.</summary>
public sealed class KubernetesAccessException : Exception
{
    /// <summary>Creates the exception.</summary>
    public KubernetesAccessException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what mends it.</param>
    public KubernetesAccessException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what mends it.</param>
    /// <param name="innerException">What was caught.</param>
    public KubernetesAccessException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
