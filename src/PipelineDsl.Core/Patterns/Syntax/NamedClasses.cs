namespace PipelineDsl.Patterns;

/// <summary>The ASCII classes: <c>\d</c>, <c>\s</c>, <c>\w</c> and those of POSIX.</summary>
internal static class NamedClasses
{
    /// <summary>The ranges, low and high bound in turn, of <c>\d</c>, <c>\s</c> or <c>\w</c>; null if the letter is none of them.</summary>
    public static string? Perl(char lowerCaseLetter) => lowerCaseLetter switch
    {
        'd' => "09",
        's' => "\t\n\f\r  ",
        'w' => "09AZ__az",
        _ => null,
    };

    /// <summary>The ranges of a class of POSIX, by the name between the colons; null if there is none.</summary>
    public static string? Posix(string name) => name switch
    {
        "alnum" => "09AZaz",
        "alpha" => "AZaz",
        "ascii" => "\0\x7F",
        "blank" => "\t\t  ",
        "cntrl" => "\0\x1F\x7F\x7F",
        "digit" => "09",
        "graph" => "!~",
        "lower" => "az",
        "print" => " ~",
        "punct" => "!/:@[`{~",
        "space" => "\t\r  ",
        "upper" => "AZ",
        "word" => "09AZ__az",
        "xdigit" => "09AFaf",
        _ => null,
    };

    /// <summary>The set of ranges written as text.</summary>
    public static CodePointSet ToSet(string ranges)
    {
        var builder = new CodePointSetBuilder();
        for (int i = 0; i < ranges.Length; i += 2)
        {
            builder.Add(ranges[i], ranges[i + 1]);
        }

        return builder.ToSet();
    }
}
