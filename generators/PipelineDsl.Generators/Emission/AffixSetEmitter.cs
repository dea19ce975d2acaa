using System.Globalization;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes the test whether a value begins, or ends, with one of many literals: by the byte that tells most of them apart.</summary>
/// <param name="writer">Where the body of a method with the parameter <c>value</c> goes.</param>
/// <param name="fromEnd">Whether the value has to end with them.</param>
/// <param name="anyOf">The test for a few of them.</param>
internal sealed class AffixSetEmitter(SourceWriter writer, bool fromEnd, Func<IEnumerable<byte[]>, string> anyOf)
{
    private const int MaxInOneTest = 3;

    /// <summary>Writes the body.</summary>
    public static void Write(SourceWriter writer, IReadOnlyList<byte[]> affixes, bool fromEnd, Func<IEnumerable<byte[]>, string> anyOf)
    {
        int shortest = affixes.Min(static affix => affix.Length);
        writer.Open($"if (value.Length < {Number(shortest)})").Line("return false;").Close().Line();
        new AffixSetEmitter(writer, fromEnd, anyOf).WriteGroup(affixes, shortest);
    }

    // All values that come here have as many bytes as are known; the shortest affix of a group may be longer than that of them all.
    private void WriteGroup(IReadOnlyList<byte[]> affixes, int known)
    {
        int shortest = affixes.Min(static affix => affix.Length);
        if (affixes.Count <= MaxInOneTest)
        {
            writer.Line($"return {anyOf(affixes)};");
            return;
        }

        if (shortest > known)
        {
            writer.Open($"if (value.Length < {Number(shortest)})").Line("return false;").Close().Line();
        }

        int position = MostTelling(affixes, shortest);
        writer.Open($"switch (value[{(fromEnd ? "^" + Number(position + 1) : Number(position))}])");
        foreach (IGrouping<byte, byte[]> ofByte in affixes.GroupBy(affix => At(affix, position)).OrderBy(static group => group.Key))
        {
            writer.Line($"case {Literals.Byte(ofByte.Key)}:").Indent();
            WriteGroup([.. ofByte], shortest);
            writer.Unindent();
        }

        writer.Line("default:").Line("    return false;").Close();
    }

    // None begins (or ends) with another, so within the shortest one they differ somewhere and every step divides them.
    private int MostTelling(IReadOnlyList<byte[]> affixes, int shortest) =>
        Enumerable.Range(0, shortest).OrderByDescending(i => affixes.Select(affix => At(affix, i)).Distinct().Count()).First();

    private byte At(byte[] affix, int position) => affix[fromEnd ? affix.Length - 1 - position : position];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
