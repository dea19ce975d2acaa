using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace PipelineDsl.Delivery;

/// <summary>Saves what a destination's receiver does not take in time, and forgets it once it is delivered.</summary>
/// <remarks>
/// A disk that fails is said once and tried again; meanwhile delivery goes on from memory. A damaged file is put aside.
/// </remarks>
internal sealed class Spool : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly SpoolOptions _options;
    private readonly string _path;
    private readonly DeliveryMonitor _monitor;
    private readonly TimeProvider _time;
    private readonly SortedDictionary<long, (Batch Batch, long Saved, int Bytes)> _saved = [];
    private readonly List<long> _forgotten = [];
    private readonly ConcurrentQueue<long> _done = new();
    private readonly CancellationTokenSource _stop = new();
    private volatile ShardQueue[] _queues = [];
    private Task _saving = Task.CompletedTask;
    private SpoolFile? _file;
    private long _failedAt;
    private long _bytes;
    private volatile bool _isWorking = true;

    public Spool(string name, SpoolOptions options, DeliveryMonitor monitor, TimeProvider time)
    {
        (_options, _monitor, _time) = (options, monitor, time);
        _path = Path.Combine(Path.GetFullPath(options.Directory!), Uri.EscapeDataString(name) + ".spool");
    }

    /// <summary>Whether the disk does its part.</summary>
    public bool IsWorking => _isWorking;

    /// <summary>The bytes of requests in the spool.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Hands over what an earlier process left, oldest first.</summary>
    /// <param name="backlog">Takes it.</param>
    /// <param name="restore">Makes a batch of a record; gives <see langword="null"/> for one that the destination cannot send any more, since it
    /// had another type when the record was saved.</param>
    public void Recover(ShardQueue backlog, Func<SpoolRecord, Batch?> restore) => Guard(file =>
    {
        long foreign = 0;
        foreach (SpoolRecord record in file.ReadAll())
        {
            if (restore(record) is not { } batch)
            {
                foreign += record.Samples;
                _forgotten.Add(record.Id);
                continue;
            }

            Keep(batch, record.Id, record.Saved, record.Bytes);
            backlog.AddSaved(batch);
        }

        if (foreign > 0)
        {
            _monitor.DroppedAsForeign(foreign);
        }
    });

    /// <summary>Looks after a queue from now on.</summary>
    public void Watch(ShardQueue queue)
    {
        lock (_gate)
        {
            _queues = [.. _queues, queue];
        }
    }

    /// <summary>Looks no more after a queue that is empty.</summary>
    public void Unwatch(ShardQueue queue)
    {
        lock (_gate)
        {
            _queues = [.. _queues.Where(other => other != queue)];
        }
    }

    /// <summary>Begins to save.</summary>
    public void Start()
    {
        // Made here: time counts from now on.
        var timer = new PeriodicTimer(_options.Window / 4, _time);
        _saving = Task.Run(() => RunAsync(timer, _stop.Token));
    }

    /// <summary>Reads the body of a saved batch back, if it is still there.</summary>
    /// <returns>Whether the disk did its part.</returns>
    public bool TryLoad(Batch batch)
    {
        bool isRead = false;
        Guard(file =>
        {
            if (batch.SpoolId != 0 && file.Read(batch.SpoolId) is { } body)
            {
                batch.Load(body);
            }

            isRead = true;
        });
        return isRead;
    }

    /// <summary>Forgets a saved batch: it was delivered, or never will be.</summary>
    /// <remarks>It does not wait for the disk: the request goes when the queues are looked at next.</remarks>
    public void Forget(Batch batch) => _done.Enqueue(batch.SpoolId);

    /// <summary>Saves all that is sealed and as old as that.</summary>
    public void Save(TimeSpan age)
    {
        Guard(file =>
        {
            while (_done.TryDequeue(out long id))
            {
                Remove(id);
            }

            var requests = new List<UnsavedRequest>();
            foreach (ShardQueue queue in _queues)
            {
                queue.Storage.CollectUnsaved(age, requests);
            }

            long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            long[] ids = requests.Count > 0 ? file.Add(requests, now) : [];
            for (int i = 0; i < ids.Length; i++)
            {
                Keep(requests[i].Batch, ids[i], now, requests[i].Body.Length);
                if (!requests[i].Batch.Storage!.TrySetSaved(requests[i], ids[i]))
                {
                    // Delivered meanwhile.
                    Remove(ids[i]);
                }
            }

            DropExcess(now);
            if (_forgotten.Count > 0)
            {
                file.Delete(_forgotten);
                _forgotten.Clear();
            }
        });
        foreach (ShardQueue queue in _queues)
        {
            queue.Spill();
        }
    }

    /// <summary>Stops, and closes the file. What is in it stays for the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _saving.ConfigureAwait(false);
        Save(TimeSpan.MaxValue);
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }

        _stop.Dispose();
    }

    private async Task RunAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        using PeriodicTimer _ = timer;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                Save(_options.Window * 0.75);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The destination stops, and saves the rest itself.
        }
    }

    private void Guard(Action<SpoolFile> action)
    {
        lock (_gate)
        {
            if (!_isWorking && _time.GetElapsedTime(_failedAt) < RetryInterval)
            {
                return;
            }

            try
            {
                action(_file ??= SpoolFile.Open(_path));
                if (!_isWorking)
                {
                    _isWorking = true;
                    _monitor.SpoolWorksAgain(_path);
                }
            }
            catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
            {
                Fail(error);
            }
        }
    }

    private void Fail(Exception error)
    {
        _failedAt = _time.GetTimestamp();
        _file?.Dispose();
        _file = null;
        if (SpoolFile.IsDamage(error) && TryPutAside() is { } aside)
        {
            _monitor.SpoolDamaged(_path, aside, error.Message);
            ForgetAll();
            return;
        }

        if (_isWorking)
        {
            _isWorking = false;
            _monitor.SpoolFailed(_path, error.Message);
        }
    }

    private string? TryPutAside()
    {
        string aside = $"{_path}.damaged-{_time.GetUtcNow().ToUnixTimeMilliseconds()}";
        try
        {
            File.Move(_path, aside);
            File.Delete(_path + "-wal");
            File.Delete(_path + "-shm");
            return aside;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _monitor.SpoolFailed(_path, error.Message);
            return null;
        }
    }

    // What is still in memory is saved again; the rest went with the file.
    private void ForgetAll()
    {
        foreach ((Batch batch, _, _) in _saved.Values)
        {
            if (batch.Storage!.LoseSaved(batch))
            {
                _monitor.LostFromSpool(batch.Samples);
            }
        }

        _saved.Clear();
        _forgotten.Clear();
        Interlocked.Exchange(ref _bytes, 0);
    }

    private void DropExcess(long now)
    {
        while (_saved.Count > 0)
        {
            (long id, (Batch batch, long saved, int _)) = _saved.First();
            bool isTooOld = now - saved > (long)_options.MaxAge.TotalMilliseconds;
            if (Bytes <= _options.MaxBytes && !isTooOld)
            {
                return;
            }

            Remove(id);
            if (batch.Storage!.TryDrop(batch))
            {
                _monitor.DroppedFromSpool(batch.Samples, isTooOld);
            }
        }
    }

    private void Keep(Batch batch, long id, long saved, int bytes)
    {
        _saved.Add(id, (batch, saved, bytes));
        Interlocked.Add(ref _bytes, bytes);
    }

    private void Remove(long id)
    {
        if (_saved.Remove(id, out (Batch Batch, long Saved, int Bytes) saved))
        {
            Interlocked.Add(ref _bytes, -saved.Bytes);
            _forgotten.Add(id);
        }
    }
}
