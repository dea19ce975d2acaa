namespace PipelineDsl.Delivery;

/// <summary>A request to save, as it was when it was collected: its sender may write it anew for an older receiver meanwhile.</summary>
internal readonly record struct UnsavedRequest(Batch Batch, int Format, ReadOnlyMemory<byte> Body);
