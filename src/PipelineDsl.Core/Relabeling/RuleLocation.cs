namespace PipelineDsl.Relabeling;

/// <summary>Where a rule stands in the source.</summary>
/// <param name="File">The file's name, without the folders of the machine that compiled it.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct RuleLocation(string File, int Line)
{
    /// <summary>The place of a path as the compiler gives it; <see langword="null"/> when the path is empty.</summary>
    /// <param name="path">The path, with either kind of slash.</param>
    /// <param name="line">The line, from 1.</param>
    public static RuleLocation? FromPath(string path, int line)
    {
        string file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return file.Length == 0 ? null : new RuleLocation(file, line);
    }

    /// <summary>The place as compilers write it: <c>Pipelines.cs:14</c>.</summary>
    public override string ToString() => $"{File}:{Line}";
}
