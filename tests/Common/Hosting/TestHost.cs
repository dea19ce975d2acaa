using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Tests.Shared;

/// <summary>A host with pipelines, its configuration given and its log kept.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host, RecordedLogs logs) => (_host, Logs) = (host, logs);

    public RecordedLogs Logs { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a host.</summary>
    /// <param name="configuration">Keys and values, such as <c>Cluster:Name</c>.</param>
    /// <param name="configure">Adds pipelines.</param>
    public static async Task<TestHost> StartAsync(IReadOnlyDictionary<string, string?> configuration, Action<IHostApplicationBuilder> configure)
    {
        var logs = new RecordedLogs();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        configure(builder);
        IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new TestHost(host, logs);
    }

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
