namespace PipelineDsl.Delivery;

/// <summary>What the samples of a series are.</summary>
internal enum OtlpForm : byte
{
    Float,

    /// <summary>Native histograms with exponential buckets.</summary>
    Exponential,

    /// <summary>Native histograms with boundaries of their own.</summary>
    Custom,
}
