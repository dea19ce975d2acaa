using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>General categories of code points, by short and by long name.</summary>
internal static partial class UnicodeCategories
{
    // The long names of Unicode, in the form that Canonical gives them; a group of categories is the common start of their names.
    private const string LongNames =
        "other=C control=Cc cntrl=Cc format=Cf unassigned=Cn privateuse=Co surrogate=Cs letter=L casedletter=LC lowercaseletter=Ll " +
        "modifierletter=Lm otherletter=Lo titlecaseletter=Lt uppercaseletter=Lu mark=M combiningmark=M spacingmark=Mc enclosingmark=Me " +
        "nonspacingmark=Mn number=N decimalnumber=Nd digit=Nd letternumber=Nl othernumber=No punctuation=P punct=P " +
        "connectorpunctuation=Pc dashpunctuation=Pd closepunctuation=Pe finalpunctuation=Pf initialpunctuation=Pi otherpunctuation=Po " +
        "openpunctuation=Ps symbol=S currencysymbol=Sc modifiersymbol=Sk mathsymbol=Sm othersymbol=So separator=Z lineseparator=Zl " +
        "paragraphseparator=Zp spaceseparator=Zs";

    private static readonly string[] s_names = Names.Split(' ');
    private static readonly Lazy<Dictionary<string, string>> s_shortNames = new(IndexNames);
    private static readonly Lazy<CodePointSet> s_wordLetters = new(() => Read(static name => name[0] == 'L' || name == "Nd"));

    /// <summary>Finds a category or a group of them.</summary>
    /// <param name="canonicalName">The name as <see cref="UnicodeClasses"/> writes it.</param>
    /// <param name="set">The code points.</param>
    public static bool TryGet(string canonicalName, out CodePointSet set)
    {
        if (!s_shortNames.Value.TryGetValue(canonicalName, out string? wanted))
        {
            set = CodePointSet.Empty;
            return false;
        }

        set = wanted == "LC"
            ? Read(static name => name is "Ll" or "Lt" or "Lu")
            : Read(name => name.StartsWith(wanted, StringComparison.Ordinal));
        return true;
    }

    /// <summary>Whether a code point can be in the name of a template's group reference, apart from the underscore.</summary>
    public static bool IsLetterOrDigit(int codePoint) =>
        codePoint < 0x80
            ? codePoint is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            : s_wordLetters.Value.Contains(codePoint);

    private static CodePointSet Read(Predicate<string> isWanted)
    {
        var builder = new CodePointSetBuilder();
        var runs = new RunLengths(Runs);
        while (runs.MoveNext(keyLength: 1))
        {
            char key = Runs[runs.Key];
            if (isWanted(s_names[key <= 'Z' ? key - 'A' : key - 'a' + 26]))
            {
                builder.Add(runs.Low, runs.High);
            }
        }

        return builder.ToSet();
    }

    private static Dictionary<string, string> IndexNames()
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string entry in LongNames.Split(' '))
        {
            int equals = entry.IndexOf('=');
            string shortName = entry.Substring(equals + 1);
            index[entry.Substring(0, equals)] = shortName;
            index[shortName.ToLowerInvariant()] = shortName;
        }

        return index;
    }
}
