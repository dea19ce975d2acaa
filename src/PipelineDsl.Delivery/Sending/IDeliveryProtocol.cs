namespace PipelineDsl.Delivery;

/// <summary>How batches go over HTTP, and what the answers mean.</summary>
internal interface IDeliveryProtocol
{
    /// <summary>Makes a batch of a request on disk; <see langword="null"/> for one of another protocol.</summary>
    Batch? Restore(SpoolRecord record);

    /// <summary>The bytes that are sent of a sealed batch.</summary>
    ReadOnlyMemory<byte> ContentOf(Batch batch);

    /// <param name="batch">The sealed batch.</param>
    /// <param name="content">Its bytes, whose headers the protocol sets.</param>
    /// <param name="attempt">0 for the first try of this request.</param>
    HttpRequestMessage CreateRequest(Batch batch, HttpContent content, int attempt);

    /// <param name="batch">The batch that was sent.</param>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<SendOutcome> ReadAsync(Batch batch, HttpResponseMessage response, CancellationToken cancellationToken);

    /// <summary>Whether the receiver is known not to understand the batch's format.</summary>
    bool IsTooNew(Batch batch) => false;

    /// <summary>Notes that the receiver knows only the older format.</summary>
    /// <returns>Whether that is news.</returns>
    bool FallBack() => false;
}
