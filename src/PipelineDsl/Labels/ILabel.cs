namespace PipelineDsl;

/// <summary>What names a label.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface ILabel<TSelf>
    where TSelf : ILabel<TSelf>
{
    /// <summary>The label's name.</summary>
    string Name { get; }
}
