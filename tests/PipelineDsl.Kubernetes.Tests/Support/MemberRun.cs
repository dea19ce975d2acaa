using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Replicas of one group over a simulated cluster, with one clock, and who of them owns which of some keys.</summary>
internal sealed class MemberRun : IAsyncDisposable
{
    private const int Keys = 500;

    private readonly Dictionary<string, (KubernetesDiscovery Discovery, LeaseMembership Membership, TestMeters Meters)> _replicas = [];
    private readonly Dictionary<string, HashSet<int>> _owned = [];
    private readonly HashSet<string> _left = [];
    private readonly Lock _lock = new();

    public required SimulatedCluster Cluster { get; init; }

    public FakeTimeProvider Time { get; } = new();

    public TestLog Log { get; } = new();

    /// <summary>How often a replica began with a key before another had stopped.</summary>
    public int Doubles { get; private set; }

    public static ReplicaOptions Options(string identity) => new() { Group = "agents", Identity = identity };

    /// <summary>Lets a replica join, or a second one of that name.</summary>
    public LeaseMembership Join(string identity, string? key = null)
    {
        var meters = new TestMeters();
        var discovery = new KubernetesDiscovery(() => Cluster.Access, Time, meters, Log, () => 0);
        var membership = new LeaseMembership(discovery, Options(identity));
        _replicas.Add(key ?? identity, (discovery, membership, meters));
        membership.Changed += () => Count(key ?? identity, membership);
        membership.Join();
        return membership;
    }

    public TestMeters Meters(string identity) => _replicas[identity].Meters;

    public async Task LeaveAsync(string identity)
    {
        // It has stopped before it says so, whatever it hears until it is gone.
        lock (_lock)
        {
            _left.Add(identity);
            _owned.Remove(identity);
        }

        await _replicas[identity].Membership.LeaveAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Whether these, and no others, share all keys.</summary>
    public bool AreSharedBy(params string[] identities)
    {
        lock (_lock)
        {
            return identities.All(i => _replicas[i].Membership.Members.SequenceEqual(identities.Order(StringComparer.Ordinal)))
                && _owned.Where(o => o.Value.Count > 0).Select(o => o.Key).Order(StringComparer.Ordinal).SequenceEqual(identities.Order(StringComparer.Ordinal))
                && _owned.Values.Sum(o => o.Count) == Keys;
        }
    }

    /// <summary>Waits for what needs no time to pass but only threads to run.</summary>
    public static async Task UntilAsync(string what, Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            patience.IsCancellationRequested.ShouldBeFalse($"It did not come about that {what}.");
            await Task.Delay(1);
        }
    }

    /// <summary>Lets a second pass, and then another as soon as all renewals of it are written, until a condition holds.</summary>
    /// <returns>How much time passed.</returns>
    public async Task<TimeSpan> PassUntilAsync(string what, Func<bool> condition, int seconds = 120)
    {
        for (int second = 0; second < seconds; second++)
        {
            if (condition())
            {
                return TimeSpan.FromSeconds(second);
            }

            Time.Advance(TimeSpan.FromSeconds(1));
            await SettleAsync();
        }

        Assert.Fail($"Within {seconds} s it did not come about that {what}.\n{string.Join('\n', Log.Lines)}");
        return default;
    }

    /// <summary>Waits until requests under way are answered and heard of: none is written for some turns.</summary>
    public async Task SettleAsync()
    {
        (int Written, long Version) last = default;
        for (int quiet = 0; quiet < 20; quiet++)
        {
            await Task.Delay(1);
            (int, long) now = (Cluster.Requests("update", "leases") + Cluster.Requests("create", "leases"), Cluster.Version);
            quiet = now == last ? quiet : 0;
            last = now;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((KubernetesDiscovery discovery, LeaseMembership membership, TestMeters meters) in _replicas.Values)
        {
            await membership.DisposeAsync();
            await discovery.DisposeAsync();
            meters.Dispose();
        }

        await Cluster.DisposeAsync();
    }

    private void Count(string name, LeaseMembership membership)
    {
        lock (_lock)
        {
            if (_left.Contains(name))
            {
                return;
            }

            HashSet<int> now = [.. Enumerable.Range(0, Keys).Where(key => membership.Owns((ulong)key))];
            Doubles += _owned.Where(o => o.Key != name).Sum(o => o.Value.Count(now.Contains));
            _owned[name] = now;
        }
    }
}
