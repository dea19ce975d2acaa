using PipelineDsl.Runtime;
namespace PipelineDsl.Scraping.Exposition;

/// <summary>The next <c>_created</c> line ahead of a parser, found once for all samples before it.</summary>
internal sealed class CreatedLine
{
    /// <summary>Whether <c>_created</c> lines are no samples. Set once a sample is asked for.</summary>
    public bool AreSkipped { get; set; } = true;

    /// <summary>Whether <c>_created</c> lines are samples in any case.</summary>
    public bool AreKept { get; set; }

    /// <summary>The labels of the line.</summary>
    public LabelSlices Labels { get; } = new();

    /// <summary>Labels of the samples that are skipped in search of the line.</summary>
    public LabelSlices Exemplar { get; } = new();

    /// <summary>Where the name stands, without <c>_created</c>.</summary>
    public Range Name { get; set; }

    /// <summary>What the line says, in milliseconds since 1970.</summary>
    public long Value { get; set; }

    /// <summary>What the TYPE line before it said.</summary>
    public MetricKind Kind { get; set; }

    /// <summary>Up to where in the body this is the next line, or there is none.</summary>
    public int KnownUntil { get; set; } = -1;

    /// <summary>Whether there is one.</summary>
    public bool IsFound { get; set; }

    /// <summary>Whether the last sample asked for was one of its series: then it also speaks for samples behind it.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>Forgets what an earlier body left.</summary>
    public void Clear() => (KnownUntil, IsFound, IsCurrent) = (-1, false, false);
}
