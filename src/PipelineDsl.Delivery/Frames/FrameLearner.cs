namespace PipelineDsl.Delivery;

/// <summary>Gives a target a frame when a scrape repeats the one before: who changes all the time does not pay for it.</summary>
internal sealed class FrameLearner(NegotiatedVersion version, QueueOptions options)
{
    /// <summary>After so many scrapes in a row that do not follow it, a frame is given up.</summary>
    private const int MostMisses = 3;

    private ScrapeShape _last;
    private int _misses;
    private bool _isRefused;

    /// <summary>The frame, if there is one.</summary>
    public TargetFrame? Frame { get; private set; }

    /// <summary>Forgets the frame and what was learned: series have other labels.</summary>
    public void Forget() => (Frame, _last, _misses, _isRefused) = (null, default, 0, false);

    /// <summary>Looks at a scrape that was handed over.</summary>
    public void Learn(StagedSamples staged, SeriesTable table, SegmentTable segments)
    {
        if (Frame is not null)
        {
            _misses = staged.HasOthers ? _misses + 1 : 0;
            if (_misses >= MostMisses || Frame.Version != version.Current)
            {
                Forget();
            }
        }
        else if (!_isRefused && ScrapeShape.TryRead(staged.Others, out ScrapeShape shape))
        {
            if (shape == _last)
            {
                Frame = new FrameBuilder(version.Current, options.MaxSamplesPerSend).Build(staged.Others, table, segments);
                _isRefused = Frame is null;
            }

            _last = shape;
        }
    }
}
