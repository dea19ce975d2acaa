using System;

namespace PipelineDsl.Patterns;

/// <summary>Scripts of code points, by their long names.</summary>
internal static partial class UnicodeScripts
{
    private static readonly Lazy<string[]> s_names = new(() => Array.ConvertAll(Names.Split(' '), UnicodeClasses.Canonical));

    /// <summary>Finds a script.</summary>
    /// <param name="canonicalName">The name as <see cref="UnicodeClasses"/> writes it.</param>
    /// <param name="set">The code points.</param>
    public static bool TryGet(string canonicalName, out CodePointSet set)
    {
        int script = Array.IndexOf(s_names.Value, canonicalName);
        if (script < 0)
        {
            set = CodePointSet.Empty;
            return false;
        }

        var builder = new CodePointSetBuilder();
        var runs = new RunLengths(Runs);
        while (runs.MoveNext(keyLength: 2))
        {
            if (Runs[runs.Key] != '-' && ((Runs[runs.Key] - 'a') * 26) + (Runs[runs.Key + 1] - 'a') == script)
            {
                builder.Add(runs.Low, runs.High);
            }
        }

        set = builder.ToSet();
        return true;
    }
}
