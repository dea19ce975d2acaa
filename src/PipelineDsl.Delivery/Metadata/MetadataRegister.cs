using System.Text;
using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>The metadata of all metrics that a destination's series have now, each once.</summary>
internal sealed class MetadataRegister(SegmentTable segments)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MetricMetadata, SharedMetadata> _known = [];
    private Action? _first;

    /// <summary>Calls back when there is metadata for the first time.</summary>
    public void WhenFirst(Action first) => _first = first;

    /// <summary>Counts one more series with this metadata.</summary>
    public SharedMetadata Add(MetricMetadata metadata)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(metadata, out SharedMetadata? shared))
            {
                var label = new Utf8Label(Encoding.UTF8.GetBytes(metadata.Help), Encoding.UTF8.GetBytes(metadata.Unit));
                byte[] run = new byte[Version1.SizeOfLabel(label)];
                Version1.WriteLabel(run, label);
                _first?.Invoke();
                _first = null;
                _known.Add(metadata, shared = new SharedMetadata(metadata, segments.Add(run)));
            }

            shared.Uses++;
            return shared;
        }
    }

    /// <summary>Counts one series less.</summary>
    public void Release(SharedMetadata shared)
    {
        lock (_gate)
        {
            if (--shared.Uses == 0)
            {
                _known.Remove(shared.Metadata);
                segments.Release([shared.Run]);
            }
        }
    }

    /// <summary>All that is known now.</summary>
    public MetricMetadata[] All()
    {
        lock (_gate)
        {
            return [.. _known.Keys];
        }
    }
}
