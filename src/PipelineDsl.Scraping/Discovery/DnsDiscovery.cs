using System.Globalization;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Discovery;
using PipelineDsl.Scraping.Discovery.Dns;

namespace PipelineDsl.Scraping;

/// <summary>Reports the targets that DNS names stand for, as Prometheus' <c>dns_sd</c>. Each name is a group.</summary>
/// <remarks>The servers of <c>/etc/resolv.conf</c> are asked in turn. While a name cannot be asked for its last targets stay; a name that there is not has none.</remarks>
public sealed class DnsDiscovery : ITargetDiscovery
{
    private const string SettingsFile = "/etc/resolv.conf";

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DnsClient _client;

    /// <summary>Creates the discovery.</summary>
    /// <param name="time">The time, by which names are asked for again.</param>
    /// <param name="loggers">Makes the logger.</param>
    public DnsDiscovery(TimeProvider time, ILoggerFactory loggers)
        : this(time, loggers, () => ResolverSettings.Parse(File.Exists(SettingsFile) ? File.ReadAllText(SettingsFile) : ""))
    {
    }

    internal DnsDiscovery(TimeProvider time, ILoggerFactory loggers, Func<ResolverSettings> settings)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        (_time, _logger, _client) = (time, loggers.CreateLogger<DnsDiscovery>(), new DnsClient(settings, time));
    }

    /// <inheritdoc/>
    public bool CanDiscover(DiscoverySource source) => source is DnsSource;

    /// <inheritdoc/>
    public async Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (source is not DnsSource names)
        {
            throw new ArgumentException($"'{source}' is not about DNS names.", nameof(source));
        }

        using var timer = new PeriodicTimer(names.RefreshInterval, _time);
        var health = new OriginHealth(_logger);
        try
        {
            do
            {
                foreach (string name in names.Names)
                {
                    await ReportAsync(names, name, health, observer, cancellationToken).ConfigureAwait(false);
                }

                observer.Synced();
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how a discovery ends.
        }
    }

    private async Task ReportAsync(DnsSource source, string name, OriginHealth health, ITargetObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<DnsRecord> records = await _client.QueryAsync(name, source.Type, cancellationToken).ConfigureAwait(false);
            health.Well(name);
            observer.Update(name, [.. records.Select(record => Target(source, name, record))]);
        }
        catch (IOException e)
        {
            health.Fails(name, e.Message);
        }
    }

    private static LabelSet Target(DnsSource source, string name, DnsRecord record)
    {
        bool isService = record.Type == DnsRecordType.Srv;
        string host = record.Host.TrimEnd('.');
        string port = (isService ? record.Port : source.Port).ToString(CultureInfo.InvariantCulture);
        return LabelSet.Of(
            ("__address__", host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}"),
            ("__meta_dns_name", name),
            ("__meta_dns_srv_record_target", isService ? record.Host : ""),
            ("__meta_dns_srv_record_port", isService ? port : ""),
            ("__meta_dns_mx_record_target", record.Type == DnsRecordType.Mx ? record.Host : ""),
            ("__meta_dns_ns_record_target", record.Type == DnsRecordType.Ns ? record.Host : ""));
    }
}
