namespace PipelineDsl.Delivery;

/// <summary>What requests of 2.0 say of a series besides its labels.</summary>
/// <param name="metadata">What is known of its metric, if anything.</param>
/// <param name="created">Since when it counts, in milliseconds since 1970; 0 if nobody said.</param>
internal sealed class SeriesNote(SharedMetadata? metadata, long created)
{
    /// <summary>Says nothing, and stands for no note.</summary>
    public static SeriesNote None { get; } = new(null, 0);

    public SharedMetadata? Metadata => metadata;

    public long Created => created;
}
