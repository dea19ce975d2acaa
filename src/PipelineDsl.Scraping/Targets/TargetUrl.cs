using System.Buffers;
using System.Text;

namespace PipelineDsl.Scraping.Targets;

/// <summary>Puts a target's URL together, escaped as Go's <c>net/url</c> does it.</summary>
internal static class TargetUrl
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    private static readonly SearchValues<byte> s_path = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "$&+,/:;=@"));
    private static readonly SearchValues<byte> s_query = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved));

    /// <summary>Builds the URL from the labels of a target.</summary>
    /// <returns>The URL, or <see langword="null"/> if address and path make none.</returns>
    public static Uri? Build(LabelSet labels)
    {
        var url = new StringBuilder();
        url.Append(labels["__scheme__"]).Append("://").Append(labels["__address__"]);
        ReadOnlySpan<byte> path = labels.Find("__metrics_path__"u8);
        if (path.IsEmpty || path[0] != '/')
        {
            url.Append('/');
        }

        Escape(url, path, s_path);
        char separator = '?';
        foreach (Utf8Label label in labels)
        {
            if (label.Name.StartsWith("__param_"u8))
            {
                url.Append(separator);
                Escape(url, label.Name["__param_".Length..], s_query);
                url.Append('=');
                Escape(url, label.Value, s_query);
                separator = '&';
            }
        }

        return Uri.TryCreate(url.ToString(), UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri : null;
    }

    private static void Escape(StringBuilder url, ReadOnlySpan<byte> text, SearchValues<byte> plain)
    {
        foreach (byte b in text)
        {
            if (plain.Contains(b))
            {
                url.Append((char)b);
            }
            else if (b == ' ' && plain == s_query)
            {
                url.Append('+');
            }
            else
            {
                url.Append('%').Append(Convert.ToHexString([b]));
            }
        }
    }
}
