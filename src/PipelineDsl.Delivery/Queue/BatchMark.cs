namespace PipelineDsl.Delivery;

/// <summary>A batch of nothing, which tells that everything before it was taken.</summary>
internal sealed class BatchMark : Batch
{
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when its turn has come.</summary>
    public Task Passed => _passed.Task;

    public void Pass() => _passed.TrySetResult();

    public override void Seal() => throw new NotSupportedException("A mark has no body.");
}
