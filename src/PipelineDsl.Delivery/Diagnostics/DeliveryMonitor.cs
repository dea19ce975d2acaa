using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery;

/// <summary>Counts what becomes of a destination's samples, and logs when that changes.</summary>
internal sealed class DeliveryMonitor(string destination, string url, DeliveryMetrics metrics, ILogger logger, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LogGate _rejectedLog = new(time);
    private readonly LogGate _fullLog = new(time);
    private readonly LogGate _spoolLog = new(time);
    private readonly LogGate _unreadableLog = new(time);
    private readonly LogGate _unsupportedLog = new(time);
    private readonly LogGate _warnedLog = new(time);
    private readonly LogGate _bucketsLog = new(time);
    private readonly LogGate _exemplarLog = new(time);
    private int _failingShards;
    private DateTimeOffset _failingSince;
    private long _retries;
    private long _sent;
    private long _dropped;
    private long _rejectedSinceLog;
    private string? _lastError;

    /// <summary>Whether a request is being tried again.</summary>
    public bool IsFailing
    {
        get
        {
            lock (_gate)
            {
                return _failingShards > 0;
            }
        }
    }

    public DestinationStatus Status(long pending)
    {
        lock (_gate)
        {
            return new(url, pending, _sent, _dropped, _failingShards > 0 ? _failingSince : null, _lastError);
        }
    }

    public void Requested(TimeSpan duration, SendOutcomeKind kind) => metrics.Requested(duration, kind);

    /// <summary>A request failed and will be tried again.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="attempt">Which try of this request it was; 0 is the first.</param>
    public void Failed(string cause, int attempt)
    {
        metrics.Retried();
        bool isNews = false;
        lock (_gate)
        {
            _lastError = cause;
            if (attempt == 0 && _failingShards++ == 0)
            {
                isNews = true;
                _retries = 0;
                _failingSince = time.GetUtcNow();
            }

            _retries++;
        }

        if (isNews)
        {
            DeliveryLog.Failing(logger, destination, url, cause);
        }
    }

    public void Delivered(int samples, int bytes)
    {
        metrics.Sent(samples, bytes);
        lock (_gate)
        {
            _sent += samples;
        }
    }

    public void Rejected(int samples, string cause)
    {
        metrics.Dropped(samples, "rejected");
        long since;
        lock (_gate)
        {
            _lastError = cause;
            _dropped += samples;
            _rejectedSinceLog += samples;
            since = _rejectedLog.TryPass() ? _rejectedSinceLog : 0;
            _rejectedSinceLog = since > 0 ? 0 : _rejectedSinceLog;
        }

        if (since > 0)
        {
            DeliveryLog.Rejected(logger, destination, url, samples, cause, since);
        }
    }

    /// <summary>A request has its final answer. If it was tried before, its shard no longer fails.</summary>
    public void Answered(int retries)
    {
        long all;
        TimeSpan duration;
        lock (_gate)
        {
            if (retries == 0 || --_failingShards > 0)
            {
                return;
            }

            (all, duration) = (_retries, time.GetUtcNow() - _failingSince);
        }

        DeliveryLog.Recovered(logger, destination, duration, all);
    }

    /// <summary>The receiver does not know 2.0: from now on it gets 1.0.</summary>
    public void FellBack(string cause) => DeliveryLog.FellBack(logger, destination, url, cause);

    public void Defect(Exception error) => DeliveryLog.Defect(logger, destination, error);

    /// <summary>The oldest samples of a shard had to go.</summary>
    /// <param name="samples">How many.</param>
    /// <param name="isFirst">Whether the shard had room until now.</param>
    public void DroppedForRoom(long samples, bool isFirst)
    {
        if (Drop(samples, "queue_full", isFirst ? _fullLog : null))
        {
            DeliveryLog.Full(logger, destination);
        }
    }

    /// <summary>The protocol has nothing that samples could become.</summary>
    public void DroppedAsUnsupported(long samples)
    {
        if (Drop(samples, "unsupported", _unsupportedLog))
        {
            DeliveryLog.Unsupported(logger, destination, samples);
        }
    }

    /// <summary>The receiver took everything, but has something to say.</summary>
    public void Warned(string cause)
    {
        bool isNews;
        lock (_gate)
        {
            isNews = _warnedLog.TryPass();
        }

        if (isNews)
        {
            DeliveryLog.Warned(logger, destination, url, cause);
        }
    }

    /// <summary>Samples were older than the limit when their turn came.</summary>
    public void DroppedForAge(long samples) => Drop(samples, "too_old", null);

    /// <summary>The spool's oldest samples had to go, for its size or their age.</summary>
    public void DroppedFromSpool(long samples, bool isTooOld)
    {
        if (Drop(samples, isTooOld ? "spool_age" : "spool_full", _spoolLog))
        {
            DeliveryLog.SpoolFull(logger, destination);
        }
    }

    /// <summary>Samples that were only on disk cannot be read back.</summary>
    public void LostFromSpool(long samples)
    {
        if (Drop(samples, "spool_unreadable", _unreadableLog))
        {
            DeliveryLog.SpoolUnreadable(logger, destination, samples);
        }
    }

    /// <summary>The spool holds requests of a type that the destination had before.</summary>
    public void DroppedAsForeign(long samples)
    {
        Drop(samples, "spool_foreign", null);
        DeliveryLog.SpoolForeign(logger, destination, samples);
    }

    /// <summary>Histograms with custom buckets came, which 1.0 does not know.</summary>
    public void DroppedCustomBuckets(long samples)
    {
        if (Drop(samples, "custom_buckets", _bucketsLog))
        {
            DeliveryLog.CustomBuckets(logger, destination);
        }
    }

    /// <summary>A request with exemplars has its final answer.</summary>
    public void SentExemplars(int sent, int rejected, string cause)
    {
        metrics.Exemplars(sent, rejected);
        bool isNews;
        lock (_gate)
        {
            isNews = rejected > 0 && _exemplarLog.TryPass();
        }

        if (isNews)
        {
            DeliveryLog.ExemplarsRejected(logger, destination, url, rejected, cause);
        }
    }

    /// <summary>There are more shards now, because the receiver works but not fast enough for fewer.</summary>
    public void Grew(int shards) => DeliveryLog.Grew(logger, destination, shards);

    /// <summary>There are fewer shards now, because these are enough.</summary>
    public void Shrank(int shards) => DeliveryLog.Shrank(logger, destination, shards);

    public void SpoolFailed(string path, string cause) => DeliveryLog.SpoolFailed(logger, destination, path, cause);

    public void SpoolWorksAgain(string path) => DeliveryLog.SpoolWorksAgain(logger, destination, path);

    public void SpoolDamaged(string path, string aside, string cause) => DeliveryLog.SpoolDamaged(logger, destination, path, aside, cause);

    /// <summary>The stop came first; the next process sends what is saved.</summary>
    public void LeftInSpool(long samples) => DeliveryLog.LeftInSpool(logger, destination, samples);

    public void HasRoomAgain(long dropped) => DeliveryLog.HasRoom(logger, destination, dropped);

    public void DroppedAfterStop(long samples) => Drop(samples, "stopped", null);

    public void Unsent(long samples)
    {
        Drop(samples, "stopped", null);
        DeliveryLog.Unsent(logger, destination, samples);
    }

    private bool Drop(long samples, string reason, LogGate? log)
    {
        metrics.Dropped(samples, reason);
        lock (_gate)
        {
            _dropped += samples;
            return log is not null && log.TryPass();
        }
    }
}
