using System.Globalization;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes what follows from a value being one of many: by its length, then by the byte that tells most of them apart.</summary>
/// <param name="writer">Where the body of a method with the parameter <c>value</c> goes.</param>
/// <param name="resultOf">What the method returns for a literal; null for a test, which only says whether the value is one.</param>
/// <param name="otherwise">What it returns for all other values.</param>
internal sealed class LiteralSetEmitter(SourceWriter writer, Func<byte[], string>? resultOf, string otherwise)
{
    private const int MaxInOneTest = 3;

    /// <summary>Writes a test.</summary>
    public static void WriteTest(SourceWriter writer, IReadOnlyList<byte[]> literals) =>
        new LiteralSetEmitter(writer, resultOf: null, "false").Write(literals);

    /// <summary>Writes the body.</summary>
    public void Write(IReadOnlyList<byte[]> literals)
    {
        writer.Open("switch (value.Length)");
        foreach (IGrouping<int, byte[]> ofLength in literals.GroupBy(static literal => literal.Length))
        {
            writer.Line($"case {Number(ofLength.Key)}:").Indent();
            WriteGroup([.. ofLength]);
            writer.Unindent();
        }

        writer.Line("default:").Line($"    return {otherwise};").Close();
    }

    private void WriteGroup(IReadOnlyList<byte[]> literals)
    {
        if (literals.Count <= MaxInOneTest)
        {
            writer.Line($"return {Choose(literals)};");
            return;
        }

        int position = MostTelling(literals);
        writer.Open($"switch (value[{Number(position)}])");
        foreach (IGrouping<byte, byte[]> ofByte in literals.GroupBy(literal => literal[position]).OrderBy(static group => group.Key))
        {
            writer.Line($"case {Literals.Byte(ofByte.Key)}:").Indent();
            WriteGroup([.. ofByte]);
            writer.Unindent();
        }

        writer.Line("default:").Line($"    return {otherwise};").Close();
    }

    private string Choose(IReadOnlyList<byte[]> literals) => resultOf is null
        ? AnyOf(literals)
        : string.Concat(literals.GroupBy(resultOf).Select(static group => $"{AnyOf(group)} ? {group.Key} : ")) + otherwise;

    private static string AnyOf(IEnumerable<byte[]> literals) =>
        string.Join(" || ", literals.Select(static literal => ShapeEmitter.Equal("value", literal).Text));

    // Distinct literals of one length differ somewhere, so every step divides them.
    private static int MostTelling(IReadOnlyList<byte[]> literals) =>
        Enumerable.Range(0, literals[0].Length).OrderByDescending(i => literals.Select(literal => literal[i]).Distinct().Count()).First();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
