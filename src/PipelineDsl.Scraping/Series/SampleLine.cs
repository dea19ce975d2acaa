using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>A sample line: what its bytes were, and what they came to.</summary>
/// <remarks>The bytes are those between the previous sample's line and the value, so that comments and TYPE lines are covered.</remarks>
internal struct SampleLine
{
    /// <summary>The <see cref="Series"/> of a line that no series came from.</summary>
    public const int Dropped = -1;

    /// <summary>The hash of the bytes, under the kind of metric that was in force before them.</summary>
    public ulong Hash;

    /// <summary>The number of the series, or <see cref="Dropped"/>.</summary>
    public int Series;

    /// <summary>How many bytes; 0 if the line cannot be recognised by its place.</summary>
    public ushort Length;

    /// <summary>The kind of metric in force behind the line.</summary>
    public MetricKind Kind;

    public LineFlags Flags;

    /// <summary>Whether the series gets a stale marker when the line is gone.</summary>
    public readonly bool IsTracked => Series >= 0 && (Flags & (LineFlags.Duplicate | LineFlags.Untracked)) == 0;

    public readonly bool IsDuplicate => (Flags & LineFlags.Duplicate) != 0;

    public readonly bool IsLeftOut => (Flags & LineFlags.LeftOut) != 0;

    /// <summary>Whether the line outlived the rules.</summary>
    public readonly bool IsRelabeled => Series >= 0 || (Flags & (LineFlags.Duplicate | LineFlags.LeftOut)) != 0;
}
