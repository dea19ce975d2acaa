namespace PipelineDsl.Scraping.Exposition;

/// <summary>A bucket of a histogram or a quantile of a summary.</summary>
internal struct MetricPart
{
    /// <summary>The upper boundary, or the quantile.</summary>
    public double Boundary;

    /// <summary>The number of observations up to the boundary, if integer.</summary>
    public ulong Count;

    /// <summary>The same if floating-point, or the quantile's value.</summary>
    public double Value;

    /// <summary>Where the exemplar begins; 0 if there is none.</summary>
    public int ExemplarStart;

    /// <summary>Where it ends.</summary>
    public int ExemplarEnd;
}
