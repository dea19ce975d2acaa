namespace PipelineDsl.Patterns;

/// <summary>How far a decoder is within a code point: which bytes may come next, and how many.</summary>
internal static class Utf8Phase
{
    /// <summary>Between two code points.</summary>
    public const int Boundary = 0;

    /// <summary>How many phases there are.</summary>
    public const int Count = 8;

    /// <summary>The byte has no place here.</summary>
    public const int Bad = -1;

    private const int One = 1;
    private const int Two = 2;
    private const int Three = 3;
    private const int AfterE0 = 4;
    private const int AfterED = 5;
    private const int AfterF0 = 6;
    private const int AfterF4 = 7;

    /// <summary>The first bytes of the ranges that phases tell apart.</summary>
    public static byte[] Bounds { get; } = [0x80, 0x90, 0xA0, 0xC0, 0xC2, 0xE0, 0xE1, 0xED, 0xEE, 0xF0, 0xF1, 0xF4, 0xF5];

    /// <summary>The phase after a byte that comes between two code points.</summary>
    public static int Begin(byte value) => value switch
    {
        < 0x80 => Boundary,
        < 0xC2 => Bad,
        < 0xE0 => One,
        0xE0 => AfterE0,
        0xED => AfterED,
        < 0xF0 => Two,
        0xF0 => AfterF0,
        < 0xF4 => Three,
        0xF4 => AfterF4,
        _ => Bad,
    };

    /// <summary>The phase after one more byte within a code point.</summary>
    public static int Continue(int phase, byte value)
    {
        (int low, int high, int next) = phase switch
        {
            One => (0x80, 0xBF, Boundary),
            Two => (0x80, 0xBF, One),
            Three => (0x80, 0xBF, Two),
            AfterE0 => (0xA0, 0xBF, One),
            AfterED => (0x80, 0x9F, One),
            AfterF0 => (0x90, 0xBF, Two),
            _ => (0x80, 0x8F, Two),
        };
        return value >= low && value <= high ? next : Bad;
    }

    /// <summary>The phase after a byte, wherever it comes.</summary>
    public static int Next(int phase, byte value) => phase == Boundary ? Begin(value) : Continue(phase, value);
}
