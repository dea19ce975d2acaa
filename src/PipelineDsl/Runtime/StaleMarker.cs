namespace PipelineDsl.Runtime;

/// <summary>The NaN by which Prometheus says that a series has ended.</summary>
public static class StaleMarker
{
    /// <summary>The marker's bits.</summary>
    public const long Bits = 0x7ff0000000000002;

    /// <summary>The marker.</summary>
    public static double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Whether a value is the marker and not another NaN.</summary>
    public static bool IsStale(double value) => BitConverter.DoubleToInt64Bits(value) == Bits;
}
