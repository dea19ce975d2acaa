namespace PipelineDsl.Scraping.Exposition;

/// <summary>The media type in a Content-Type header, with the strictness of Go's <c>mime.ParseMediaType</c>.</summary>
internal static class MediaType
{
    /// <summary>The type in lower case; <see langword="null"/> if the header, parameters included, is malformed.</summary>
    public static string? Parse(string header)
    {
        int end = header.IndexOf(';');
        ReadOnlySpan<char> type = (end < 0 ? header : header.AsSpan(0, end)).Trim();
        int slash = type.IndexOf('/');
        if (slash < 0 ? !IsToken(type) : !(IsToken(type[..slash]) && IsToken(type[(slash + 1)..])))
        {
            return null;
        }

        return end < 0 || AreParameters(header.AsSpan(end)) ? type.ToString().ToLowerInvariant() : null;
    }

    private static bool AreParameters(ReadOnlySpan<char> rest)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (!(rest = rest.TrimStart()).IsEmpty)
        {
            rest = rest[0] == ';' ? rest[1..].TrimStart() : default;
            if (rest.IsEmpty)
            {
                return true;
            }

            int name = TokenLength(rest);
            ReadOnlySpan<char> value = rest[name..].TrimStart();
            if (name == 0 || value.IsEmpty || value[0] != '=' || !names.Add(rest[..name].ToString()))
            {
                return false;
            }

            value = value[1..].TrimStart();
            int length = !value.IsEmpty && value[0] == '"' ? QuotedLength(value) : TokenLength(value);
            if (length == 0)
            {
                return false;
            }

            rest = value[length..];
            if (!rest.TrimStart().IsEmpty && rest.TrimStart()[0] != ';')
            {
                return false;
            }
        }

        return true;
    }

    private static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    return i + 1;
                case '\\':
                    i++;
                    break;
                case '\r' or '\n':
                    return 0;
            }
        }

        return 0;
    }

    private static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && TokenLength(text) == text.Length;

    private static int TokenLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && text[length] is > ' ' and < (char)127 && !"()<>@,;:\\\"/[]?=".Contains(text[length]))
        {
            length++;
        }

        return length;
    }
}
