using System.Text.Json;
using PipelineDsl.PackageTests.Running;
using PipelineDsl.Testing;

namespace PipelineDsl.PackageTests;

/// <summary>The template does what it is there to show.</summary>
public sealed class TemplateTests(TemplateProgram program) : IClassFixture<TemplateProgram>
{
    // The template's interval, and what a busy machine adds.
    private static readonly TimeSpan s_arrival = TimeSpan.FromSeconds(60);

    [Fact]
    public void Its_files_have_the_name_asked_for()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(program.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(program.Folder, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

        files.ShouldBe(
            [
                ".gitignore", "Acme.Image-Metrics.slnx", "Directory.Build.props", "Directory.Packages.props", "README.md",
                "src/Acme.Image-Metrics/Acme.Image-Metrics.csproj", "src/Acme.Image-Metrics/Pipelines.cs", "src/Acme.Image-Metrics/Program.cs",
                "src/Acme.Image-Metrics/appsettings.json",
                "tests/Acme.Image-Metrics.Tests/Acme.Image-Metrics.Tests.csproj", "tests/Acme.Image-Metrics.Tests/AnnotatedPodsTests.cs",
            ],
            ignoreOrder: true);
        foreach (string file in files)
        {
            File.ReadAllText(Path.Combine(program.Folder, file)).ShouldNotContain("Company.", customMessage: file);
        }
    }

    [Fact]
    public async Task Its_tests_pass() => (await program.TestAsync()).ShouldContain("Passed!");

    [Fact]
    public void Its_collector_is_made_for_small_memory()
    {
        string config = Path.Combine(program.Folder, "src", TemplateProgram.Name, "bin", "Debug", "net10.0", $"{TemplateProgram.Name}.runtimeconfig.json");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(config));
        JsonElement properties = json.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        properties.GetProperty("System.GC.Server").GetBoolean().ShouldBeFalse();
        properties.GetProperty("System.GC.Gen0MaxBudget").GetInt32().ShouldBe(4194304);
    }

    [Fact]
    public async Task It_delivers_the_metrics_of_pods_that_ask_for_it()
    {
        await using Exporter exporter = await Exporter.StartAsync("http_requests_total 7\ngo_goroutines 9\n");
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();
        await using RemoteWriteReceiver receiver = await RemoteWriteReceiver.StartAsync();
        cluster.Apply(Pod("web-1", "true", exporter));
        cluster.Apply(Pod("web-2", "false", exporter));
        await using DotnetProcess run = program.Start(
            ("urls", "http://127.0.0.1:0"),
            ("Kubernetes:Url", cluster.Url.ToString()),
            ("Destinations:metrics-service:Url", receiver.Url.ToString()),
            ("Destinations:metrics-service:Queue:BatchSendDeadline", "00:00:00.100"));

        await ArriveAsync("http_requests_total", receiver, run);

        receiver.Samples.Where(sample => sample.Name == "http_requests_total").Select(sample => sample.Labels).Distinct().ShouldBe([LabelSet.Of(
            ("__name__", "http_requests_total"), ("cluster", "my-cluster"), ("instance", $"127.0.0.1:{exporter.Port}"),
            ("job", "annotated-pods"), ("namespace", "shop"), ("pod", "web-1"))]);
        receiver.Samples.ShouldNotContain(sample => sample.Name == "go_goroutines");
        receiver.Samples.ShouldNotContain(sample => sample.Labels["pod"] == "web-2");
        run.Output.ShouldContain("relabel  (compiled)");
        run.Output.ShouldNotContain("(interpreted)");
    }

    private static SimulatedPod Pod(string name, string scrape, Exporter exporter) => new(name, "shop")
    {
        Ip = "127.0.0.1",
        Annotations = { ["prometheus.io/scrape"] = scrape, ["prometheus.io/port"] = $"{exporter.Port}" },
    };

    private static async Task ArriveAsync(string metric, RemoteWriteReceiver receiver, DotnetProcess run)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_arrival);
        Task arrival = receiver.WaitForAsync(r => r.Samples.Any(sample => sample.Name == metric), patience.Token);
        await Task.WhenAny(arrival, run.ExitCodeAsync(patience.Token));
        arrival.IsCompletedSuccessfully.ShouldBeTrue($"{metric} did not arrive.\n{run.Output}");
    }
}
