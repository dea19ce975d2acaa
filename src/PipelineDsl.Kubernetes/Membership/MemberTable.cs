namespace PipelineDsl.Kubernetes;

/// <summary>The replicas of a group as one of them sees them, by when it last heard of their leases. Not thread-safe.</summary>
/// <remarks>
/// Only the observer's own clock counts. It counts others' silence only while it hears its own renewals: who hears nothing at all knows
/// nothing of others, keeps the last membership, and gives everybody a whole duration when it hears again.
/// </remarks>
/// <param name="self">The replica that looks.</param>
/// <param name="duration">A replica that is silent for this long is dead.</param>
internal sealed class MemberTable(string self, TimeSpan duration)
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private TimeSpan? _heardSelf;
    private TimeSpan? _waitsSince;

    /// <summary>The replicas that live, in order; empty as long as the own lease is not among those heard of.</summary>
    public IReadOnlyList<string> Members => _entries.ContainsKey(self) ? [.. _entries.Where(e => !e.Value.IsDead).Select(e => e.Key)] : [];

    /// <summary>All that are heard of, whether or not the own lease is.</summary>
    public IReadOnlyList<string> Known => [.. _entries.Where(e => !e.Value.IsDead).Select(e => e.Key)];

    /// <summary>A lease is there or was renewed.</summary>
    public void Hear(ReplicaLease lease, TimeSpan now)
    {
        if (lease.Identity == self)
        {
            if (!IsHearing(now))
            {
                foreach (Entry entry in _entries.Values.Where(e => !e.IsDead))
                {
                    entry.Heard = now;
                }
            }

            _heardSelf = now;
        }

        _entries[lease.Identity] = new Entry(lease) { Heard = now };
    }

    /// <summary>A lease is gone.</summary>
    public void Forget(string identity) => _entries.Remove(identity);

    /// <summary>Finds out who died.</summary>
    /// <returns>The leases of the dead, which are to be deleted, so that all replicas agree.</returns>
    public IReadOnlyList<ReplicaLease> Expire(TimeSpan now)
    {
        if (IsHearing(now))
        {
            foreach ((string identity, Entry entry) in _entries)
            {
                entry.IsDead |= identity != self && now - entry.Heard >= duration;
            }
        }

        return [.. _entries.Values.Where(e => e.IsDead).Select(e => e.Lease)];
    }

    /// <summary>Whether all others act upon this replica, so that its share is free. One that does not say so for a whole duration is not waited for.</summary>
    public bool IsAdmitted(TimeSpan now)
    {
        if (!_entries.ContainsKey(self))
        {
            _waitsSince = null;
            return false;
        }

        if (_entries.All(e => e.Key == self || e.Value.IsDead || e.Value.Lease.Sees.Contains(self, StringComparer.Ordinal)))
        {
            _waitsSince = null;
            return true;
        }

        _waitsSince ??= now;
        return now - _waitsSince >= duration;
    }

    /// <summary>How long it takes, if nothing is heard, until somebody is dead or waited for long enough.</summary>
    public TimeSpan Next(TimeSpan now)
    {
        TimeSpan next = duration / 2;
        foreach ((string identity, Entry entry) in _entries)
        {
            if (identity != self && !entry.IsDead && entry.Heard + duration - now < next)
            {
                next = entry.Heard + duration - now;
            }
        }

        if (_waitsSince is { } since && since + duration > now && since + duration - now < next)
        {
            next = since + duration - now;
        }

        return next > duration / 20 ? next : duration / 20;
    }

    private bool IsHearing(TimeSpan now) => _heardSelf is { } heard && now - heard <= duration / 2 && _entries.ContainsKey(self);

    private sealed class Entry(ReplicaLease lease)
    {
        public ReplicaLease Lease => lease;

        public TimeSpan Heard { get; set; }

        public bool IsDead { get; set; }
    }
}
