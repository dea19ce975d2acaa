namespace PipelineDsl.Delivery;

/// <summary>How a request goes over HTTP, and what its answers mean.</summary>
internal interface IOtlpProtocol
{
    /// <summary>How many bytes stand before the message.</summary>
    int PrefixLength { get; }

    /// <summary>Writes what stands before the message.</summary>
    /// <param name="body">The whole body.</param>
    void WritePrefix(Span<byte> body);

    HttpRequestMessage CreateRequest(HttpContent body);

    /// <param name="response">The answer, which is read to its end.</param>
    /// <param name="points">The number of data points of the request.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<SendOutcome> ReadAsync(HttpResponseMessage response, int points, CancellationToken cancellationToken);
}
