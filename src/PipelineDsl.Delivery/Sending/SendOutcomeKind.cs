namespace PipelineDsl.Delivery;

/// <summary>The ways a request can end.</summary>
internal enum SendOutcomeKind
{
    Delivered,
    Retry,
    Rejected,

    /// <summary>The receiver does not know the message; it may know the older one.</summary>
    Unsupported,
}
