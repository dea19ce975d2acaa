using System.Globalization;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes tables of numbers as static data, which costs a program nothing when it starts.</summary>
internal static class TableEmitter
{
    private const int InRow = 32;

    /// <summary>The smallest type for numbers up to a largest one.</summary>
    public static string TypeFor(int largest) => largest <= byte.MaxValue ? "byte" : "ushort";

    /// <summary>Writes a property with a table, or finds the one that has the same content.</summary>
    /// <param name="statics">Where it goes.</param>
    /// <param name="stem">What its name begins with.</param>
    /// <param name="type">The type of the numbers.</param>
    /// <param name="row">How many numbers belong on a line; 0 if the table has no rows.</param>
    /// <param name="numbers">The numbers.</param>
    public static string Write(Statics statics, string stem, string type, int row, IEnumerable<uint> numbers)
    {
        string format = type == "uint" ? "0x{0:X8}" : "{0}";
        string[] texts = [.. numbers.Select(number => string.Format(CultureInfo.InvariantCulture, format, number))];
        int width = row == 0 ? InRow : row;
        var lines = new List<string>();
        for (int i = 0; i < texts.Length; i += width)
        {
            lines.Add(string.Join(", ", texts.Skip(i).Take(width)) + ",");
        }

        return statics.Method(stem, stem + type + string.Join("\n", lines), (writer, name) =>
            writer.Line($"private static ReadOnlySpan<{type}> {name} =>").Line("[").Indent().Lines(lines).Unindent().Line("];"));
    }
}
