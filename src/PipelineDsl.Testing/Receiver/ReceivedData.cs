using PipelineDsl.Runtime;

namespace PipelineDsl.Testing;

/// <summary>What a receiver got, and who waits for more.</summary>
internal sealed class ReceivedData(RemoteWriteReceiverOptions options)
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedSample> _samples = [];
    private readonly Dictionary<LabelSet, ReceivedSample> _latest = [];
    private readonly List<ReceivedExemplar> _exemplars = [];
    private readonly Dictionary<string, MetricMetadata> _metadata = [];
    private readonly Queue<ReceivedRequest> _requests = new();
    private long _samplesReceived;
    private long _requestsReceived;

    public long SamplesReceived => Interlocked.Read(ref _samplesReceived);

    public long RequestsReceived => Interlocked.Read(ref _requestsReceived);

    /// <summary>Raised with every request.</summary>
    public RequestSignal Signal { get; } = new();

    public IReadOnlyList<ReceivedSample> Samples()
    {
        lock (_gate)
        {
            return options.LatestOnly ? [.. _latest.Values] : [.. _samples];
        }
    }

    public IReadOnlyList<ReceivedExemplar> Exemplars()
    {
        lock (_gate)
        {
            return [.. _exemplars];
        }
    }

    public IReadOnlyList<MetricMetadata> Metadata()
    {
        lock (_gate)
        {
            return [.. _metadata.Values];
        }
    }

    public IReadOnlyList<ReceivedRequest> Requests()
    {
        lock (_gate)
        {
            return [.. _requests];
        }
    }

    public void Add(ReceivedRequest request, ReceivedContent content)
    {
        lock (_gate)
        {
            _requestsReceived++;
            _samplesReceived += content.Samples.Count;
            Keep(content.Samples);
            Keep(content.Exemplars);
            foreach (MetricMetadata metadata in content.Metadata)
            {
                _metadata[metadata.Name] = metadata;
            }

            _requests.Enqueue(request);
            if (_requests.Count > options.MaxRequests)
            {
                _requests.Dequeue();
            }
        }

        Signal.Raise();
    }

    public void Clear()
    {
        lock (_gate)
        {
            _samples.Clear();
            _latest.Clear();
            _exemplars.Clear();
            _metadata.Clear();
            _requests.Clear();
        }
    }

    private void Keep(List<ReceivedSample> samples)
    {
        if (!options.LatestOnly)
        {
            _samples.AddRange(samples);
            return;
        }

        foreach (ReceivedSample sample in samples)
        {
            if (StaleMarker.IsStale(sample.Value))
            {
                _latest.Remove(sample.Labels);
            }
            else
            {
                _latest[sample.Labels] = sample;
            }
        }
    }

    private void Keep(List<ReceivedExemplar> exemplars)
    {
        _exemplars.AddRange(exemplars);
        if (options.LatestOnly && _exemplars.Count > options.MaxRequests)
        {
            _exemplars.RemoveRange(0, _exemplars.Count - options.MaxRequests);
        }
    }
}
