using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PipelineDsl.Discovery;
using PipelineDsl.Runtime;
using PipelineDsl.Scraping.Diagnostics;
using PipelineDsl.Scraping.Discovery;

namespace PipelineDsl.Scraping;

/// <summary>Reports the targets that files list, as Prometheus' <c>file_sd</c>.</summary>
/// <remarks>While a file cannot be read its last targets stay; a file that is gone has none. Each entry of a list is a group: <c>path:0</c>, <c>path:1</c>, ...</remarks>
/// <param name="time">The time, by which files are read again.</param>
/// <param name="loggers">Makes the logger.</param>
public sealed class FileDiscovery(TimeProvider time, ILoggerFactory loggers) : ITargetDiscovery
{
    private readonly ILogger _logger = loggers.CreateLogger<FileDiscovery>();

    /// <inheritdoc/>
    public bool CanDiscover(DiscoverySource source) => source is FileSource;

    /// <inheritdoc/>
    public async Task RunAsync(DiscoverySource source, ITargetObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (source is not FileSource files)
        {
            throw new ArgumentException($"'{source}' is not a list of files.", nameof(source));
        }

        // One change waiting is enough: reading takes them all.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        List<FileSystemWatcher> watchers = Watch(files, () => changes.Writer.TryWrite(true));
        var health = new OriginHealth(_logger);
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                before = await ReportAsync(files, before, health, observer, cancellationToken).ConfigureAwait(false);
                observer.Synced();
                using var due = new CancellationTokenSource(files.RefreshInterval, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
                await ((Task)changes.Reader.ReadAsync(either.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how a discovery ends.
        }
        finally
        {
            watchers.ForEach(watcher => watcher.Dispose());
        }
    }

    private static string DirectoryOf(string path) => Path.GetDirectoryName(path) is { Length: > 0 } directory ? directory : ".";

    private static async Task<Dictionary<string, int>> ReportAsync(
        FileSource files, Dictionary<string, int> before, OriginHealth health, ITargetObserver observer, CancellationToken cancellationToken)
    {
        var now = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string path in files.Paths.SelectMany(Find).Distinct(StringComparer.Ordinal))
        {
            (List<List<LabelSet>>? groups, string? error) = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
            now[path] = groups?.Count ?? before.GetValueOrDefault(path);
            if (groups is null)
            {
                health.Fails(path, error!);
                continue;
            }

            health.Well(path);
            for (int i = 0; i < groups.Count; i++)
            {
                observer.Update($"{path}:{i}", groups[i]);
            }
        }

        foreach ((string path, int count) in before)
        {
            for (int i = now.GetValueOrDefault(path); i < count; i++)
            {
                observer.Update($"{path}:{i}", []);
            }
        }

        return now;
    }

    private static IEnumerable<string> Find(string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return File.Exists(pattern) ? [pattern] : [];
        }

        string directory = DirectoryOf(pattern);
        return Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, Path.GetFileName(pattern)).Order(StringComparer.Ordinal)
            : [];
    }

    private static async Task<(List<List<LabelSet>>? Groups, string? Error)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            (string, string) origin = ("__meta_filepath", path);
            List<List<LabelSet>>? groups;
            string? error;
            bool isRead = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
                ? TargetList.TryRead(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), origin, out groups, out error)
                : YamlTargetList.TryRead(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), origin, out groups, out error);
            return isRead ? (groups, null) : (null, error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    // What cannot be watched is still read now and then.
    private List<FileSystemWatcher> Watch(FileSource files, Action changed)
    {
        var watchers = new List<FileSystemWatcher>();
        foreach (string directory in files.Paths.Select(DirectoryOf).Distinct(StringComparer.Ordinal))
        {
            try
            {
                var watcher = new FileSystemWatcher(directory);
                watchers.Add(watcher);
                watcher.Changed += (_, _) => changed();
                watcher.Created += (_, _) => changed();
                watcher.Deleted += (_, _) => changed();
                watcher.Renamed += (_, _) => changed();
                watcher.EnableRaisingEvents = true;
            }
            catch (Exception e) when (e is ArgumentException or IOException)
            {
                _logger.CannotWatch(directory, files.RefreshInterval, e.Message);
            }
        }

        return watchers;
    }
}
