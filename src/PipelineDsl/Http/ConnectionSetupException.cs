namespace PipelineDsl.Http;

/// <summary>A request could not be sent since what it needs is missing: a secret, a certificate, a token, a tunnel.</summary>
/// <param name="message">What is missing, and why.</param>
/// <param name="inner">Where it came from.</param>
internal sealed class ConnectionSetupException(string message, Exception? inner = null) : HttpRequestException(message, inner);
