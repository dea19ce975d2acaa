using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Discovery;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Discovery;

public sealed class FileDiscoveryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly TargetRecorder _targets = new();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task Json_and_yaml_are_read_by_the_end_of_their_names_and_again_when_they_change()
    {
        string json = Write("a.json", """[{"targets": ["a:1", "b:2"], "labels": {"team": "blue"}}, {"targets": ["c:3"]}]""");
        string yaml = Write("b.yml", "- targets: [d:4]\n  labels:\n    team: 'red'\n- targets:\n    - e:5\n");
        Task running = Run("*.json", "*.yml");
        await ScrapeHarness.UntilAsync(() => _targets.Synchronisations > 0);
        _targets.Groups[$"{json}:0"].ShouldBe(
            [$"{{__address__=\"a:1\", __meta_filepath=\"{json}\", team=\"blue\"}}", $"{{__address__=\"b:2\", __meta_filepath=\"{json}\", team=\"blue\"}}"]);
        _targets.Groups[$"{json}:1"].ShouldBe([$"{{__address__=\"c:3\", __meta_filepath=\"{json}\"}}"]);
        _targets.Groups[$"{yaml}:0"].ShouldBe([$"{{__address__=\"d:4\", __meta_filepath=\"{yaml}\", team=\"red\"}}"]);
        _targets.Groups[$"{yaml}:1"].ShouldBe([$"{{__address__=\"e:5\", __meta_filepath=\"{yaml}\"}}"]);

        Write("a.json", """[{"targets": ["z:9"]}]""");
        await ScrapeHarness.UntilAsync(() => _targets.Groups[$"{json}:1"].Length == 0);
        _targets.Groups[$"{json}:0"].ShouldBe([$"{{__address__=\"z:9\", __meta_filepath=\"{json}\"}}"]);

        File.Delete(yaml);
        await ScrapeHarness.UntilAsync(() => _targets.Groups[$"{yaml}:0"].Length == 0);
        _targets.Groups[$"{yaml}:1"].ShouldBeEmpty();
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_keeps_its_targets_and_is_named_once()
    {
        string path = Write("a.yaml", "- targets: [a:1]\n");
        Task running = Run("a.yaml");
        await ScrapeHarness.UntilAsync(() => _targets.Synchronisations > 0);
        Write("a.yaml", "- targets: a:1\n");
        await ScrapeHarness.UntilAsync(() => _log.Lines.Any(line => line.Contains("expected a list of addresses", StringComparison.Ordinal)));
        _targets.Groups[$"{path}:0"].ShouldHaveSingleItem();
        Write("a.yaml", "- targets: [b:2]\n");
        await ScrapeHarness.UntilAsync(() => _targets.Groups[$"{path}:0"][0].Contains("b:2", StringComparison.Ordinal));
        _log.Lines.ShouldContain($"Information: The targets of {path} can be read again");
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Files_are_read_again_in_time_even_if_nobody_says_that_they_changed()
    {
        string later = Path.Combine(_directory, "later");
        var source = new FileSource([Path.Combine(later, "a.json")]);
        Task running = new FileDiscovery(_time, _log).RunAsync(source, _targets, _stop.Token);
        await ScrapeHarness.UntilAsync(() => _targets.Synchronisations > 0);
        _log.Lines.ShouldHaveSingleItem().ShouldContain($"Changes in {later} are not noticed at once");
        Directory.CreateDirectory(later);
        File.WriteAllText(Path.Combine(later, "a.json"), """[{"targets": ["a:1"]}]""");
        await ScrapeHarness.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            return _targets.Groups.Values.Any(targets => targets.Length == 1);
        });
        await _stop.CancelAsync();
        await running;
    }

    public void Dispose()
    {
        _stop.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private Task Run(params string[] patterns) => new FileDiscovery(_time, _log).RunAsync(
        new FileSource([.. patterns.Select(pattern => Path.Combine(_directory, pattern))]), _targets, _stop.Token);

    // As a whole, so that no half of it is read.
    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }
}
