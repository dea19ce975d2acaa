using System.Buffers;
using System.Net;
using System.Text;
using PipelineDsl.Discovery;

namespace PipelineDsl.Scraping.Targets;

/// <summary>Puts a target's URL together, escaped as Go's <c>net/url</c> does it.</summary>
internal static class TargetUrl
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    private static readonly SearchValues<byte> s_path = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "$&+,/:;=@"));
    private static readonly SearchValues<byte> s_query = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved));

    /// <summary>Builds the URL from the labels of a target.</summary>
    /// <param name="labels">The labels, <c>__param_&lt;name&gt;</c> among them.</param>
    /// <param name="parameters">The job's parameters: a label replaces the first value of its name, later values stay.</param>
    /// <returns>The URL, or <see langword="null"/> if address and path make none.</returns>
    public static Uri? Build(LabelSet labels, ValueList<ScrapeParam> parameters)
    {
        var url = new StringBuilder();
        url.Append(labels["__scheme__"]).Append("://").Append(Host(labels["__address__"]!));
        ReadOnlySpan<byte> path = labels.Find("__metrics_path__"u8);
        if (path.IsEmpty || path[0] != '/')
        {
            url.Append('/');
        }

        Escape(url, path, s_path);
        AppendQuery(url, labels, parameters);
        return Uri.TryCreate(url.ToString(), UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 ? uri : null;
    }

    // An IPv6 address alone needs brackets: nothing could be connected to without.
    private static string Host(string address) =>
        address.Contains("::", StringComparison.Ordinal) && address[0] != '[' && IPAddress.TryParse(address, out _) ? $"[{address}]" : address;

    private static void AppendQuery(StringBuilder url, LabelSet labels, ValueList<ScrapeParam> parameters)
    {
        var values = new SortedDictionary<string, IEnumerable<string>>(StringComparer.Ordinal);
        foreach (ScrapeParam parameter in parameters)
        {
            values[parameter.Name] = parameter.Values;
        }

        foreach (Utf8Label label in labels)
        {
            if (label.Name.StartsWith("__param_"u8))
            {
                string name = Encoding.UTF8.GetString(label.Name["__param_".Length..]);
                values[name] = [Encoding.UTF8.GetString(label.Value), .. values.GetValueOrDefault(name, []).Skip(1)];
            }
        }

        char separator = '?';
        foreach ((string name, IEnumerable<string> all) in values)
        {
            foreach (string value in all)
            {
                Escape(url.Append(separator), Encoding.UTF8.GetBytes(name), s_query);
                Escape(url.Append('='), Encoding.UTF8.GetBytes(value), s_query);
                separator = '&';
            }
        }
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
