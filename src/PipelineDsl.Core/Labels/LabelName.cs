using PipelineDsl.Relabeling;

namespace PipelineDsl;

/// <summary>The rules for label names.</summary>
public static class LabelName
{
    /// <summary>Whether a string may be a label name.</summary>
    public static bool IsValid(string name, LabelNameScheme scheme = LabelNameScheme.Utf8)
    {
        if (scheme == LabelNameScheme.Utf8)
        {
            return name.Length > 0 && !HasLoneSurrogate(name);
        }

        foreach (char c in name)
        {
            if (!IsWord(c))
            {
                return false;
            }
        }

        return name.Length > 0 && !IsDigit(name[0]);
    }

    /// <summary>Whether a template could expand to a label name: in the legacy scheme, name characters and well-formed references.</summary>
    public static bool IsValidTemplate(string template, LabelNameScheme scheme = LabelNameScheme.Utf8)
    {
        if (scheme == LabelNameScheme.Utf8)
        {
            return IsValid(template, scheme);
        }

        if (template.Length == 0 || IsDigit(template[0]))
        {
            return false;
        }

        for (int at = 0; at < template.Length; at++)
        {
            if (template[at] != '$')
            {
                if (!IsWord(template[at]))
                {
                    return false;
                }

                continue;
            }

            bool braced = at + 1 < template.Length && template[at + 1] == '{';
            int start = at + (braced ? 2 : 1);
            int end = start;
            while (end < template.Length && IsWord(template[end]))
            {
                end++;
            }

            if (end == start || (braced && (end == template.Length || template[end] != '}')))
            {
                return false;
            }

            at = braced ? end : end - 1;
        }

        return true;
    }

    /// <summary>The name with every character outside <c>[a-zA-Z0-9_]</c> replaced by <c>_</c>, as Prometheus does with Kubernetes names.</summary>
    public static string Sanitize(string name)
    {
        char[] sanitized = name.ToCharArray();
        int length = 0;
        for (int i = 0; i < sanitized.Length; i++)
        {
            // A surrogate pair is one character: its second half adds nothing.
            if (i > 0 && char.IsLowSurrogate(sanitized[i]) && char.IsHighSurrogate(name[i - 1]))
            {
                continue;
            }

            sanitized[length++] = IsWord(sanitized[i]) ? sanitized[i] : '_';
        }

        return new string(sanitized, 0, length);
    }

    private static bool IsWord(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || IsDigit(c);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return true;
            }
        }

        return false;
    }
}
