namespace PipelineDsl.Runtime;

/// <summary>Takes samples for one destination.</summary>
public interface IDestinationWriter
{
    /// <summary>The destination's name.</summary>
    string Name { get; }

    /// <summary>Opens the way for one target's samples; they keep their order.</summary>
    /// <param name="targetHash">The target's identity, which decides the shard.</param>
    ITargetAppender OpenTarget(ulong targetHash);

    /// <summary>Opens the way for one target's samples, for destinations that tell what they come from.</summary>
    /// <param name="target">The target.</param>
    ITargetAppender OpenTarget(ScrapedTarget target) => OpenTarget(target.Identity);
}
