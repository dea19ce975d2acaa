namespace PipelineDsl.Delivery;

/// <summary>The ways a request can end.</summary>
internal enum SendOutcomeKind
{
    Delivered,
    Retry,
    Rejected,
}
