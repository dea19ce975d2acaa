namespace PipelineDsl.Testing;

/// <summary>An expectation of a test that does not hold. The message says what was expected, what came, and what each rule did.</summary>
/// <remarks>Test frameworks report it as a failed assertion; it depends on none of them.</remarks>
public sealed class PipelineAssertionException : Exception, IAssertionException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected and what came.</param>
    public PipelineAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected and what came.</param>
    /// <param name="innerException">The failure that this one reports.</param>
    public PipelineAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal PipelineAssertionException()
    {
    }
}
