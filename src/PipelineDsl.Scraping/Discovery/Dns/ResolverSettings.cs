using System.Globalization;
using System.Net;

namespace PipelineDsl.Scraping.Discovery.Dns;

/// <summary>Which servers are asked, and for what names: <c>/etc/resolv.conf</c>.</summary>
/// <param name="Servers">The servers, in the order they are asked.</param>
/// <param name="Search">The domains in which short names are looked for.</param>
/// <param name="Dots">How many dots make a name one that is asked for as it is first.</param>
internal sealed record ResolverSettings(IReadOnlyList<IPEndPoint> Servers, IReadOnlyList<string> Search, int Dots)
{
    private const int Port = 53;

    /// <summary>Reads the settings; what it does not know it passes over.</summary>
    public static ResolverSettings Parse(string text)
    {
        var servers = new List<IPEndPoint>();
        string[] search = [];
        int dots = 1;
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["nameserver", var address, ..] when IPAddress.TryParse(address, out IPAddress? parsed):
                    servers.Add(new IPEndPoint(parsed, Port));
                    break;
                case ["search" or "domain", .. var domains]:
                    search = domains;
                    break;
                case ["options", .. var options]:
                    string? given = Array.FindLast(options, option => option.StartsWith("ndots:", StringComparison.Ordinal));
                    dots = given is not null && int.TryParse(given[6..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : dots;
                    break;
            }
        }

        return new ResolverSettings(servers.Count > 0 ? servers : [new IPEndPoint(IPAddress.Loopback, Port)], search, dots);
    }

    /// <summary>The whole names that a name may mean, in the order they are asked for.</summary>
    public IEnumerable<string> NamesOf(string name)
    {
        if (name.EndsWith('.'))
        {
            return [name];
        }

        IEnumerable<string> searched = Search.Select(domain => $"{name}.{domain.TrimEnd('.')}.");
        return name.Count(c => c == '.') >= Dots ? searched.Prepend(name + ".") : searched.Append(name + ".");
    }
}
