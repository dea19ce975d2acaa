namespace PipelineDsl.Delivery;

/// <summary>What one commit of a target adds to its shard.</summary>
/// <typeparam name="TAssembler">What writes it into batches.</typeparam>
internal interface IAddition<in TAssembler>
{
    /// <summary>How many samples there are.</summary>
    int Samples { get; }

    /// <summary>Writes them, under the shard's lock.</summary>
    void AddTo(TAssembler assembler);
}
