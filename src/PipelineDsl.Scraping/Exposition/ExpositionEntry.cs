namespace PipelineDsl.Scraping.Exposition;

/// <summary>What a parser stands at.</summary>
internal enum ExpositionEntry : byte
{
    /// <summary>Nothing: before the first entry, behind the last one, or at an error.</summary>
    None,

    /// <summary>A metric's type.</summary>
    Type,

    /// <summary>A metric's help text.</summary>
    Help,

    /// <summary>A metric's unit.</summary>
    Unit,

    /// <summary>A comment without a meaning.</summary>
    Comment,

    /// <summary>A sample.</summary>
    Sample,

    /// <summary>A sample of a native histogram.</summary>
    Histogram,
}
