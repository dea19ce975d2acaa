using System;
using System.Collections.Generic;
using System.Globalization;

namespace PipelineDsl.Patterns;

/// <summary>Which code points differ only in case, by Unicode's simple folding: K, k and the Kelvin sign are one class.</summary>
internal static partial class CaseFolding
{
    private static readonly Lazy<int[][]> s_classes = new(ReadClasses);
    private static readonly Lazy<Dictionary<int, int[]>> s_classOf = new(IndexClasses);

    public static IReadOnlyList<int[]> AllClasses => s_classes.Value;

    /// <summary>All that differ from a code point only in case, itself included; null if there is nothing else.</summary>
    public static int[]? ClassOf(int codePoint) => s_classOf.Value.TryGetValue(codePoint, out int[]? found) ? found : null;

    private static int[][] ReadClasses()
    {
        var classes = new List<int[]>();
        foreach (string entry in Pairs.Split(' '))
        {
            AddPairs(entry, classes);
        }

        foreach (string entry in Classes.Split(' '))
        {
            classes.Add(Array.ConvertAll(entry.Split('='), Hexadecimal));
        }

        return classes.ToArray();
    }

    private static void AddPairs(string entry, List<int[]> classes)
    {
        string[] numbers = entry.Split('+', '*', '/');
        int first = Hexadecimal(numbers[0]);
        int distance = Hexadecimal(numbers[1]);
        int count = numbers.Length == 2 ? 1 : int.Parse(numbers[2], CultureInfo.InvariantCulture);
        int step = entry.IndexOf('/') < 0 ? 1 : 2;
        for (int i = 0; i < count; i++)
        {
            int codePoint = first + (i * step);
            classes.Add([codePoint, codePoint + distance]);
        }
    }

    private static Dictionary<int, int[]> IndexClasses()
    {
        var index = new Dictionary<int, int[]>();
        foreach (int[] equivalents in s_classes.Value)
        {
            foreach (int codePoint in equivalents)
            {
                index.Add(codePoint, equivalents);
            }
        }

        return index;
    }

    private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
