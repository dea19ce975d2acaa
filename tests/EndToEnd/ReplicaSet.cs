using System.Globalization;
using PipelineDsl.EndToEnd.Peers;

namespace PipelineDsl.EndToEnd;

/// <summary>Agents that share the targets of one fleet.</summary>
internal sealed class ReplicaSet(string kubeConfig, Uri fleet, TimeSpan interval, TimeSpan lease) : IAsyncDisposable
{
    private readonly string _group = $"replicas-{Guid.NewGuid():N}"[..16];
    private readonly Dictionary<string, PeerProcess> _running = [];
    private readonly List<string> _ended = [];
    private readonly string _data = Directory.CreateTempSubdirectory("replicas-").FullName;
    private readonly Lock _lock = new();

    /// <summary>Starts a replica and waits until it shares the targets.</summary>
    public async Task StartAsync(string name)
    {
        string data = Path.Combine(_data, name);
        PeerProcess process = Programs.Start("tests/LoadAgent",
        [
            "--sd", $"{fleet}sd", "--write", $"{fleet}write", "--interval", interval.TotalSeconds.ToString(CultureInfo.InvariantCulture), "--rules", "none", "--data", data,
            "--Kubernetes:KubeConfig", kubeConfig, "--Replicas:Group", _group, "--Replicas:Identity", name,
            "--Replicas:LeaseDuration", $"{lease}", "--Replicas:RenewInterval", $"{lease / 4}", "--log", "Information",
        ]);
        lock (_lock)
        {
            _running.Add(name, process);
        }

        await Eventually.HoldsAsync($"{name} scrapes its share", TimeSpan.FromSeconds(60),
            () => Task.FromResult(process.Output.Contains($"{name} scrapes its share", StringComparison.Ordinal)), () => process.Output);
    }

    /// <summary>Ends a replica as a lost node does.</summary>
    public async Task KillAsync(string name)
    {
        await using PeerProcess process = Take(name);
    }

    /// <summary>Ends a replica as a rolling update does.</summary>
    public async Task TerminateAsync(string name)
    {
        await using PeerProcess process = Take(name);
        await process.TerminateAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, process.Output);
    }

    /// <summary>What all replicas logged.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join('\n', [.. _ended, .. _running.Select(replica => Log(replica.Key, replica.Value))]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PeerProcess process in _running.Values)
        {
            await process.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
    }

    private static string Log(string name, PeerProcess process) =>
        string.Join('\n', process.Output.Split('\n').Where(line => !line.Contains("target added", StringComparison.Ordinal)).Prepend($"--- {name}"));

    private PeerProcess Take(string name)
    {
        lock (_lock)
        {
            _running.Remove(name, out PeerProcess? process);
            _ended.Add(Log(name, process!));
            return process!;
        }
    }
}
