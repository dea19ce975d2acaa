namespace PipelineDsl.Delivery;

/// <summary>Fills a shard's open batch and hands it on once it is full or due. Used under the shard's lock.</summary>
internal interface IBatchAssembler : IDisposable
{
    /// <summary>The samples in the open batch.</summary>
    int Samples { get; }

    /// <summary>Says where batches go.</summary>
    /// <param name="sealed">Takes a sealed batch.</param>
    /// <param name="due">Called, without the lock, when <see cref="SealIfDue"/> is to be called.</param>
    void Attach(Action<Batch> @sealed, Action due);

    /// <summary>Hands the open batch on, if there is one.</summary>
    void Seal();

    /// <summary>Hands the open batch on if it waited long enough.</summary>
    void SealIfDue();
}
