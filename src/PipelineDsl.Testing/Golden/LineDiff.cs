using System.Text;

namespace PipelineDsl.Testing;

/// <summary>The lines in which two texts differ, with some that they share around them.</summary>
internal static class LineDiff
{
    private const int Context = 2;

    // Longer texts are shown whole: the table of their common lines would be too large.
    private const int MaxLines = 2000;

    /// <summary>Lines of the expected text behind <c>-</c>, of the received text behind <c>+</c>, and <c>...</c> for lines left out.</summary>
    public static string Of(string expected, string received)
    {
        string[] old = expected.Split('\n');
        string[] now = received.Split('\n');
        List<(char Sign, string Line)> lines = [.. Compare(old, now)];
        var text = new StringBuilder();
        bool isSkipping = false;
        for (int i = 0; i < lines.Count; i++)
        {
            bool isNear = lines.GetRange(Math.Max(0, i - Context), Math.Min(lines.Count, i + Context + 1) - Math.Max(0, i - Context))
                .Exists(line => line.Sign != ' ');
            if (isNear)
            {
                text.Append(lines[i].Sign).Append(' ').Append(lines[i].Line).Append('\n');
            }
            else if (!isSkipping)
            {
                text.Append("  ...\n");
            }

            isSkipping = !isNear;
        }

        return text.ToString();
    }

    private static IEnumerable<(char Sign, string Line)> Compare(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > (long)MaxLines * MaxLines)
        {
            return [.. old.Select(line => ('-', line)), .. now.Select(line => ('+', line))];
        }

        // shared[i, j]: how many lines the rests of both texts have in common, from i and j on.
        int[,] shared = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
            {
                shared[i, j] = old[i] == now[j] ? shared[i + 1, j + 1] + 1 : Math.Max(shared[i + 1, j], shared[i, j + 1]);
            }
        }

        return Walk(old, now, shared);
    }

    private static IEnumerable<(char Sign, string Line)> Walk(string[] old, string[] now, int[,] shared)
    {
        int i = 0;
        int j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return (' ', old[i++]);
                j++;
            }
            else if (j == now.Length || (i < old.Length && shared[i + 1, j] >= shared[i, j + 1]))
            {
                yield return ('-', old[i++]);
            }
            else
            {
                yield return ('+', now[j++]);
            }
        }
    }
}
