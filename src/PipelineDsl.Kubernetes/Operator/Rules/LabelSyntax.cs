using System.Buffers;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>What Kubernetes takes as keys and values of labels, and as the text of selectors.</summary>
internal static class LabelSyntax
{
    private static readonly SearchValues<char> s_dns = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether a text is a key: a name of at most 63 characters, perhaps behind a DNS name and a slash.</summary>
    public static bool IsKey(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string name = text[(slash + 1)..];
        return name.Length > 0 && IsValue(name) && (slash < 0 || (slash is > 0 and <= 253 && IsDnsName(text.AsSpan(0, slash))));
    }

    /// <summary>Whether a text is a value: at most 63 letters, digits, <c>-_.</c>, with a letter or digit at both ends; or empty.</summary>
    public static bool IsValue(string text) => text.Length == 0
        || (text.Length <= 63 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    /// <summary>Whether a text is a label selector, such as <c>app=web,tier notin (a,b),!old</c>.</summary>
    public static bool IsSelector(string text) => SplitRequirements(text).All(IsRequirement);

    /// <summary>Whether a text is a field selector, such as <c>spec.nodeName=a,status.phase!=Failed</c>.</summary>
    public static bool IsFieldSelector(string text) =>
        text.Length == 0 || text.Split(',').All(part => part.Length == 0 || part.IndexOf('=', StringComparison.Ordinal) > 0);

    private static bool IsDnsName(ReadOnlySpan<char> text)
    {
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> part = text[range];
            if (part.IsEmpty || !char.IsAsciiLetterOrDigit(part[0]) || !char.IsAsciiLetterOrDigit(part[^1])
                || part.ContainsAnyExcept(s_dns))
            {
                return false;
            }
        }

        return true;
    }

    private static List<string> SplitRequirements(string text)
    {
        var parts = new List<string>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        if (text.Trim().Length > 0)
        {
            parts.Add(text[start..]);
        }

        return parts;
    }

    private static bool IsRequirement(string text)
    {
        string part = text.Trim();
        if (part.StartsWith('!'))
        {
            return IsKey(part[1..].Trim());
        }

        int end = part.IndexOfAny([' ', '=', '!', '<', '>', '(']);
        if (end < 0)
        {
            return IsKey(part);
        }

        string rest = part[end..].Trim();
        return IsKey(part[..end]) && (IsSet(rest, "in") || IsSet(rest, "notin") || IsComparison(rest));
    }

    private static bool IsSet(string text, string word)
    {
        string list = text.StartsWith(word, StringComparison.Ordinal) ? text[word.Length..].Trim() : "";
        return list.Length > 1 && list[0] == '(' && list[^1] == ')' && list[1..^1].Split(',').All(value => IsValue(value.Trim()));
    }

    private static bool IsComparison(string text)
    {
        foreach (string sign in (string[])["==", "!=", "="])
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
            {
                return IsValue(text[sign.Length..].Trim());
            }
        }

        return text.Length > 1 && text[0] is '<' or '>' && long.TryParse(text.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture, out _);
    }
}
