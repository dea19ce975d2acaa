namespace PipelineDsl.Testing;

/// <summary>An answer to order.</summary>
/// <param name="Status">The HTTP status; 0 cuts the connection.</param>
/// <param name="Body">The answer's text.</param>
/// <param name="RetryAfter">The header <c>Retry-After</c>.</param>
internal sealed record Fault(int Status, string Body, string? RetryAfter);
