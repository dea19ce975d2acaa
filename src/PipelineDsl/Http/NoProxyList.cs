using System.Globalization;
using System.Net;

namespace PipelineDsl.Http;

/// <summary>Hosts that are reached without a proxy, in the notation of <c>NO_PROXY</c>.</summary>
/// <remarks><c>*</c> is all; <c>example.com</c> is the domain and what is below it, <c>.example.com</c> and <c>*.example.com</c> only what is
/// below; addresses, with CIDR ranges; each but the ranges with a port if it is for one only.</remarks>
internal sealed class NoProxyList
{
    private readonly List<IPNetwork> _networks = [];
    private readonly List<(IPAddress Address, int Port)> _addresses = [];
    private readonly List<(string Name, bool IsBelowOnly, int Port)> _domains = [];
    private readonly bool _all;
    private readonly bool _exceptLoopback;

    /// <summary>Reads a list.</summary>
    /// <param name="list">The hosts, separated by commas.</param>
    /// <param name="exceptLoopback">Whether this machine is among them anyhow.</param>
    public NoProxyList(string list, bool exceptLoopback)
    {
        _exceptLoopback = exceptLoopback;
        foreach (string entry in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry == "*")
            {
                _all = true;
            }
            else if (IPNetwork.TryParse(entry, out IPNetwork network))
            {
                _networks.Add(network);
            }
            else
            {
                Add(entry);
            }
        }
    }

    /// <summary>Whether a URL's host is in the list.</summary>
    public bool Contains(Uri url)
    {
        string host = url.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return _all || (_exceptLoopback && IPAddress.IsLoopback(address)) || Contains(address, url.Port);
        }

        return _all || (_exceptLoopback && host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) || Contains(host, url.Port);
    }

    private bool Contains(IPAddress address, int port) =>
        _networks.Exists(network => network.Contains(address))
        || _addresses.Exists(known => known.Address.Equals(address) && (known.Port == 0 || known.Port == port));

    private bool Contains(string host, int port) => _domains.Exists(domain =>
        (domain.Port == 0 || domain.Port == port)
        && (host.EndsWith("." + domain.Name, StringComparison.OrdinalIgnoreCase)
            || (!domain.IsBelowOnly && host.Equals(domain.Name, StringComparison.OrdinalIgnoreCase))));

    private void Add(string entry)
    {
        (string host, int port) = SplitPort(entry);
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            _addresses.Add((address, port));
            return;
        }

        string name = host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host;
        _domains.Add((name.TrimStart('.'), name.StartsWith('.'), port));
    }

    // An IPv6 address has a port only in brackets.
    private static (string Host, int Port) SplitPort(string entry)
    {
        int colon = entry.LastIndexOf(':');
        bool hasPort = colon > 0 && (entry.IndexOf(':', StringComparison.Ordinal) == colon || entry[colon - 1] == ']');
        return hasPort && int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            ? (entry[..colon].Trim('[', ']'), port)
            : (entry.Trim('[', ']'), 0);
    }
}
