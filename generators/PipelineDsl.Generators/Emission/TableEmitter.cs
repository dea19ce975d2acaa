using System.Globalization;
using System.Text;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes tables of numbers as texts for <c>TableReader</c>: one token each, where the compiler would bind every number of a list.</summary>
internal static class TableEmitter
{
    // A shorter repetition is no shorter than what it stands for.
    private const int MinRun = 3;

    /// <summary>The smallest type for numbers up to a largest one.</summary>
    public static string TypeFor(int largest) => largest <= byte.MaxValue ? "byte" : "ushort";

    /// <summary>Writes a field with a table.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of the numbers.</param>
    /// <param name="row">How many numbers belong on a line; 0 if the table has no rows.</param>
    /// <param name="numbers">The numbers.</param>
    public static void Write(SourceWriter writer, string name, string type, int row, IReadOnlyList<uint> numbers)
    {
        string reader = type switch { "byte" => "Bytes", "ushort" => "UInt16s", _ => "UInt32s" };
        var lines = new List<string>();
        for (int i = 0; i < numbers.Count; i += row == 0 ? numbers.Count : row)
        {
            lines.Add(Row(numbers, i, row == 0 ? numbers.Count : Math.Min(i + row, numbers.Count)));
        }

        string field = $"private static readonly {type}[] {name} = TableReader.{reader}({numbers.Count.ToString(CultureInfo.InvariantCulture)}, ";
        if (lines.Count == 1)
        {
            writer.Line($"{field}\"{lines[0]}\"u8);");
        }
        else
        {
            writer.Line(field.TrimEnd()).Indent().Line("\"\"\"").Lines(lines).Line("\"\"\"u8);").Unindent();
        }
    }

    private static string Row(IReadOnlyList<uint> numbers, int start, int end)
    {
        var text = new StringBuilder();
        while (start < end)
        {
            int run = 1;
            while (start + run < end && numbers[start + run] == numbers[start])
            {
                run++;
            }

            int times = run < MinRun ? 1 : run;
            text.Append(text.Length == 0 ? "" : " ").Append(Hex(numbers[start])).Append(times == 1 ? "" : "*" + Hex((uint)times));
            start += times;
        }

        return text.ToString();
    }

    private static string Hex(uint number) => number.ToString("x", CultureInfo.InvariantCulture);
}
