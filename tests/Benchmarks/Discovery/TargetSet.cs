using System.Diagnostics;
using System.Globalization;
using PipelineDsl.Runtime;

namespace PipelineDsl.Benchmarks;

/// <summary>Makes a pipeline's targets as its scrapes would, and notes how old each change was when it got here. Targets are not kept: they are not discovery's.</summary>
internal sealed class TargetSet(Pipeline pipeline) : ITargetObserver
{
    /// <summary>The label with the moment of the change.</summary>
    public const string Moment = "moment";

    private readonly Lock _lock = new();
    private readonly LabelSetBuilder _labels = new();
    private readonly List<double> _delays = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WhenSynced => _synced.Task;

    /// <summary>How many targets it was told of that its rules keep.</summary>
    public int Kept { get; private set; }

    public void Update(string group, IReadOnlyList<LabelSet> targets)
    {
        lock (_lock)
        {
            LabelSet? kept = null;
            foreach (LabelSet discovered in targets)
            {
                _labels.Reset(discovered);
                if (pipeline.Targets.Apply(_labels, out _))
                {
                    kept = Finish();
                    Kept++;
                }
            }

            if (kept is not null && long.Parse(kept[Moment]!, CultureInfo.InvariantCulture) is var moment and > 0)
            {
                _delays.Add(Stopwatch.GetElapsedTime(moment).TotalMilliseconds);
            }
        }
    }

    public void Synced() => _synced.TrySetResult();

    /// <summary>The delays in milliseconds, in order of length.</summary>
    public double[] TakeDelays()
    {
        lock (_lock)
        {
            return [.. _delays.Order()];
        }
    }

    private LabelSet Finish()
    {
        foreach (Utf8Label label in _labels.TakeSnapshot())
        {
            if (label.Name.StartsWith("__meta_"u8))
            {
                _labels.Remove(label.Name);
            }
        }

        return _labels.ToLabelSet();
    }
}
