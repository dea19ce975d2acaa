using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes;

/// <summary>Logs trouble when it begins, changes and ends, not each time it is met.</summary>
internal sealed class HealthLog(ILogger logger)
{
    /// <summary>What is shared by all scopes: the way to the server and the server itself.</summary>
    public const string Server = "The Kubernetes API server";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _troubles = new(StringComparer.Ordinal);

    /// <summary>Something is wrong.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="trouble">Tells one trouble from another; the same one is not logged again.</param>
    /// <param name="message">What the operator reads.</param>
    /// <param name="passes">Whether it may pass by itself; else somebody has to mend it.</param>
    public void Failing(string subject, string trouble, string message, bool passes)
    {
        lock (_lock)
        {
            if (_troubles.TryGetValue(subject, out string? known) && known == trouble)
            {
                return;
            }

            _troubles[subject] = trouble;
        }

        KubernetesLog.Failing(logger, passes ? LogLevel.Warning : LogLevel.Error, message);
    }

    /// <summary>Nothing is wrong, or no longer.</summary>
    public void Well(string subject)
    {
        lock (_lock)
        {
            if (!_troubles.Remove(subject))
            {
                return;
            }
        }

        KubernetesLog.Recovered(logger, subject);
    }

    /// <summary>The subject is no longer looked at.</summary>
    public void Forget(string subject)
    {
        lock (_lock)
        {
            _troubles.Remove(subject);
        }
    }
}
