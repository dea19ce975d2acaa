using System.Numerics;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>An integer times a power of two, rounded to the nearest double, ties to even.</summary>
internal static class BinaryFraction
{
    private const int MantissaBits = 53;
    private const int MinExponent = -1074;

    public static double ToDouble(BigInteger mantissa, int power)
    {
        if (mantissa.IsZero)
        {
            return 0;
        }

        // Below the smallest normal number fewer bits remain.
        long keep = Math.Min(MantissaBits, mantissa.GetBitLength() + power - MinExponent);
        if (keep < 0)
        {
            return 0;
        }

        int drop = (int)(mantissa.GetBitLength() - keep);
        if (drop > 0)
        {
            BigInteger rest = mantissa & ((BigInteger.One << drop) - 1);
            BigInteger half = BigInteger.One << (drop - 1);
            mantissa >>= drop;
            power += drop;
            if (rest > half || (rest == half && !mantissa.IsEven))
            {
                mantissa += 1;
            }
        }

        return Math.ScaleB((double)mantissa, power);
    }
}
