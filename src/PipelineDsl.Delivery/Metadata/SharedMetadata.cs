using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>What is known of a metric, kept once for all series of a destination that belong to it.</summary>
internal sealed class SharedMetadata
{
    /// <param name="metadata">What the targets tell.</param>
    /// <param name="run">The reference of help text and unit among the runs of labels, written as if they were name and value of a label.</param>
    public SharedMetadata(MetricMetadata metadata, int run)
    {
        (Metadata, Run) = (metadata, run);
        Note = new SeriesNote(this, 0);
    }

    public MetricMetadata Metadata { get; }

    public int Run { get; }

    /// <summary>The note of a series of which nothing more is known.</summary>
    public SeriesNote Note { get; }

    /// <summary>How many series have it. Changed under the register's lock.</summary>
    public int Uses { get; set; }
}
