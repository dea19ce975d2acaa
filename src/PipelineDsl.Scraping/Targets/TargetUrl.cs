using System.Buffers;
using System.Net;
using System.Text;

namespace PipelineDsl.Scraping.Targets;

/// <summary>Puts a target's URL together, escaped as Go's <c>net/url</c> does it.</summary>
internal static class TargetUrl
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    private static readonly SearchValues<byte> s_path = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "$&+,/:;=@"));
    private static readonly SearchValues<byte> s_query = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved));

    /// <summary>Builds the URL from the labels of a target.</summary>
    /// <param name="labels">The labels, with the first value of each parameter.</param>
    /// <param name="parameters">The job's parameters: their further values stay behind the first.</param>
    /// <returns>The URL, or <see langword="null"/> if address and path make none.</returns>
    public static Uri? Build(LabelSet labels, IReadOnlyList<ScrapeParam> parameters)
    {
        var url = new StringBuilder();
        url.Append(labels["__scheme__"]).Append("://").Append(Host(labels["__address__"]!));
        ReadOnlySpan<byte> path = labels.Find("__metrics_path__"u8);
        if (path.IsEmpty || path[0] != '/')
        {
            url.Append('/');
        }

        Escape(url, path, s_path);
        char separator = '?';
        foreach ((byte[] name, List<byte[]> values) in Parameters(labels, parameters))
        {
            foreach (byte[] value in values)
            {
                url.Append(separator);
                Escape(url, name, s_query);
                url.Append('=');
                Escape(url, value, s_query);
                separator = '&';
            }
        }

        return Uri.TryCreate(url.ToString(), UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri : null;
    }

    // An IPv6 address alone needs brackets: nothing could be connected to without.
    private static string Host(string address) =>
        address.Contains("::", StringComparison.Ordinal) && address[0] != '[' && IPAddress.TryParse(address, out _) ? $"[{address}]" : address;

    // A label replaces the first value of its parameter, or is a parameter of its own.
    private static IEnumerable<(byte[] Name, List<byte[]> Values)> Parameters(LabelSet labels, IReadOnlyList<ScrapeParam> parameters)
    {
        var all = new SortedDictionary<string, List<byte[]>>(StringComparer.Ordinal);
        foreach (ScrapeParam parameter in parameters)
        {
            all[parameter.Name] = [.. parameter.Values.Select(Encoding.UTF8.GetBytes)];
        }

        foreach (Utf8Label label in labels)
        {
            if (label.Name.StartsWith("__param_"u8))
            {
                string name = Encoding.UTF8.GetString(label.Name["__param_".Length..]);
                if (!all.TryGetValue(name, out List<byte[]>? values))
                {
                    all.Add(name, values = []);
                }

                values.RemoveRange(0, Math.Min(1, values.Count));
                values.Insert(0, label.Value.ToArray());
            }
        }

        return all.Select(parameter => (Encoding.UTF8.GetBytes(parameter.Key), parameter.Value));
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
