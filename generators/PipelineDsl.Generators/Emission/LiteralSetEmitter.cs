using System.Globalization;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes the test whether a value is one of many: by its length, then by the byte that tells most of them apart.</summary>
internal static class LiteralSetEmitter
{
    private const int MaxInOneTest = 3;

    /// <summary>Writes the body of a method with the parameter <c>value</c>.</summary>
    public static void Write(SourceWriter writer, IReadOnlyList<byte[]> literals)
    {
        writer.Open("switch (value.Length)");
        foreach (IGrouping<int, byte[]> ofLength in literals.GroupBy(static literal => literal.Length))
        {
            writer.Line($"case {Number(ofLength.Key)}:").Indent();
            WriteGroup(writer, [.. ofLength]);
            writer.Unindent();
        }

        writer.Line("default:").Line("    return false;").Close();
    }

    private static void WriteGroup(SourceWriter writer, IReadOnlyList<byte[]> literals)
    {
        if (literals.Count <= MaxInOneTest)
        {
            writer.Line($"return {string.Join(" || ", literals.Select(static literal => ShapeEmitter.Equal("value", literal).Text))};");
            return;
        }

        int position = MostTelling(literals);
        writer.Open($"switch (value[{Number(position)}])");
        foreach (IGrouping<byte, byte[]> ofByte in literals.GroupBy(literal => literal[position]).OrderBy(static group => group.Key))
        {
            writer.Line($"case {Byte(ofByte.Key)}:").Indent();
            WriteGroup(writer, [.. ofByte]);
            writer.Unindent();
        }

        writer.Line("default:").Line("    return false;").Close();
    }

    // Distinct literals of one length differ somewhere, so every step divides them.
    private static int MostTelling(IReadOnlyList<byte[]> literals) =>
        Enumerable.Range(0, literals[0].Length).OrderByDescending(i => literals.Select(literal => literal[i]).Distinct().Count()).First();

    private static string Byte(byte value) => value switch
    {
        (byte)'\'' or (byte)'\\' => $"(byte)'\\{(char)value}'",
        >= 0x20 and < 0x7f => $"(byte)'{(char)value}'",
        _ => "0x" + value.ToString("X2", CultureInfo.InvariantCulture),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
