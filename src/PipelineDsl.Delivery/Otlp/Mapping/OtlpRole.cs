namespace PipelineDsl.Delivery;

/// <summary>What a series is of its data point.</summary>
internal enum OtlpRole : byte
{
    /// <summary>All of it.</summary>
    Value,

    /// <summary>A bucket of a classic histogram, or a quantile of a summary.</summary>
    Part,
    Sum,
    Count,

    /// <summary>The start time, in seconds since 1970.</summary>
    Created,

    /// <summary>Attributes of the resource.</summary>
    TargetInfo,

    /// <summary>Attributes of an instrumentation scope.</summary>
    ScopeInfo,

    /// <summary>OTLP has nothing like it.</summary>
    Unsupported,
}
