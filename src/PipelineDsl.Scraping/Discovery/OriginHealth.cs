using Microsoft.Extensions.Logging;
using PipelineDsl.Scraping.Diagnostics;

namespace PipelineDsl.Scraping.Discovery;

/// <summary>Logs when targets can no longer be read from somewhere, and when they can again; not each time.</summary>
internal sealed class OriginHealth(ILogger logger)
{
    private readonly Dictionary<string, string> _failing = new(StringComparer.Ordinal);

    public void Fails(string origin, string reason)
    {
        if (!_failing.TryGetValue(origin, out string? known) || known != reason)
        {
            _failing[origin] = reason;
            logger.OriginFails(origin, reason);
        }
    }

    public void Well(string origin)
    {
        if (_failing.Remove(origin))
        {
            logger.OriginRecovered(origin);
        }
    }
}
