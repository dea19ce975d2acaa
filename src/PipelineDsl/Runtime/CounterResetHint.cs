namespace PipelineDsl.Runtime;

/// <summary>What is known about a native histogram having started anew since its last sample. The numbers are those of remote write.</summary>
public enum CounterResetHint
{
    /// <summary>Nothing is known: whoever needs to know compares the two histograms.</summary>
    Unknown = 0,

    /// <summary>The histogram started anew.</summary>
    Reset = 1,

    /// <summary>The histogram went on.</summary>
    NotReset = 2,

    /// <summary>The histogram is a gauge, whose counts may fall.</summary>
    Gauge = 3,
}
