using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;

namespace PipelineDsl.Hosting;

/// <summary>What the configuration says of replicas that share their targets.</summary>
internal static class ReplicaSettings
{
    /// <summary>Makes this process' part in its group, or a part that owns all targets where nothing is configured.</summary>
    /// <exception cref="InvalidOperationException">What is configured is not valid.</exception>
    public static Replica Read(IServiceProvider services)
    {
        IConfiguration configuration = services.GetRequiredService<IConfiguration>();
        var time = services.GetRequiredService<TimeProvider>();
        IConfigurationSection replicas = configuration.GetSection("Replicas");
        IConfigurationSection sharding = configuration.GetSection("Sharding");
        string group = replicas["Group"] ?? "";
        string count = sharding["Count"] ?? "";
        if (group.Length > 0 && count.Length > 0)
        {
            throw new InvalidOperationException("Replicas:Group and Sharding:Count are both set: targets are shared in one of the two ways.");
        }

        if (count.Length > 0)
        {
            return new Replica(Shard(count, sharding["Index"] ?? ""), time);
        }

        if (group.Length == 0)
        {
            return replicas.GetChildren().Any() || sharding.GetChildren().Any()
                ? throw new InvalidOperationException("Neither Replicas:Group nor Sharding:Count is set, although their sections are there: set one, or remove the sections.")
                : new Replica(null, time);
        }

        var options = new ReplicaOptions { Group = group };
        options = options with
        {
            Identity = replicas["Identity"] is { Length: > 0 } identity ? identity : options.Identity,
            LeaseDuration = Time(replicas, "LeaseDuration") ?? options.LeaseDuration,
            RenewInterval = Time(replicas, "RenewInterval") ?? options.RenewInterval,
        };
        return options.Validate() is { Count: > 0 } errors
            ? throw new InvalidOperationException($"Replicas is not configured well: {string.Join(' ', errors)}")
            : new Replica(new LeaseMembership(services.GetRequiredService<KubernetesDiscovery>(), options), time);
    }

    /// <summary>The number behind the last hyphen, as the pods of a StatefulSet have it; null if there is none.</summary>
    internal static int? Ordinal(string host) =>
        int.TryParse(host[(host.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int ordinal) && host.Contains('-') ? ordinal : null;

    private static StaticShard Shard(string countText, string indexText)
    {
        if (!int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count == 0)
        {
            throw new InvalidOperationException($"Sharding:Count is '{countText}': it must be a number above 0.");
        }

        int? index = indexText.Length == 0 ? Ordinal(Environment.MachineName)
            : int.TryParse(indexText, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : -1;
        return index switch
        {
            null => throw new InvalidOperationException(
                $"Sharding:Index is not set, and the host name '{Environment.MachineName}' ends in no number as those of a StatefulSet do: set it."),
            < 0 => throw new InvalidOperationException($"Sharding:Index is '{indexText}': it must be a number from 0."),
            _ when index >= count => throw new InvalidOperationException($"The shard {index} is none of {count}: Sharding:Index counts from 0, and Sharding:Count must cover all replicas."),
            _ => new StaticShard(index.Value, count),
        };
    }

    private static TimeSpan? Time(IConfigurationSection section, string key) => section[key] switch
    {
        null or "" => null,
        string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) => time,
        string text => throw new InvalidOperationException($"{section.Key}:{key} is '{text}': it must be a time such as 00:00:10."),
    };
}
