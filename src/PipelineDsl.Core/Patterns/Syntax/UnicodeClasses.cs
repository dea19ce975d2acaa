using System.Text;

namespace PipelineDsl.Patterns;

/// <summary>What <c>\p{...}</c> can name: categories, scripts, and a few sets of its own.</summary>
internal static class UnicodeClasses
{
    /// <summary>Finds a class; case, underscores, hyphens and blanks in the name mean nothing.</summary>
    public static bool TryGet(string name, out CodePointSet set)
    {
        string canonical = Canonical(name);
        switch (canonical)
        {
            case "any":
                set = CodePointSet.All;
                return true;
            case "ascii":
                set = CodePointSet.OfRanges([0, 0x7F]);
                return true;
            case "assigned":
                bool known = UnicodeCategories.TryGet("cn", out CodePointSet unassigned);
                set = unassigned.Negate();
                return known;
            default:
                return UnicodeCategories.TryGet(canonical, out set) || UnicodeScripts.TryGet(canonical, out set);
        }
    }

    /// <summary>The form of a name in which it is looked up.</summary>
    public static string Canonical(string name)
    {
        var canonical = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (c is not ('_' or '-' or ' '))
            {
                canonical.Append(c is >= 'A' and <= 'Z' ? (char)(c + ('a' - 'A')) : c);
            }
        }

        return canonical.ToString();
    }
}
