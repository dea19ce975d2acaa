using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>Gives a target a frame when a scrape repeats the one before, and a new one when too much no longer fits it.</summary>
internal sealed class FrameLearner(NegotiatedVersion version, QueueOptions options)
{
    /// <summary>Making a frame costs about as much as encoding its samples so many times: once that was spent, a new frame is due.</summary>
    private const int CostOfFrame = 10;

    private ScrapeShape _last;
    private long _encodedAnew;
    private bool _isRefused;

    /// <summary>The frame, if there is one.</summary>
    public TargetFrame? Frame { get; private set; }

    /// <summary>Forgets the frame and what was learned.</summary>
    public void Forget() => (Frame, _last, _encodedAnew, _isRefused) = (null, default, 0, false);

    /// <summary>Looks at a scrape that was handed over.</summary>
    public void Learn(StagedSamples staged, SeriesTable table, SegmentTable segments)
    {
        if (Frame is not null && Frame.Version != version.Current)
        {
            Forget();
            return;
        }

        if (staged.EncodedAnew == 0 || staged.HasLeftFrame || !FrameTemplate.Fits(staged.Timestamp))
        {
            return;
        }

        WidenSegments(staged, table, segments);

        _encodedAnew += staged.EncodedAnew;
        if (!IsDue(staged))
        {
            return;
        }

        List<StagedSample> samples = Order(staged, table);
        Frame = new FrameBuilder(version.Current, options.MaxSamplesPerSend).Build(samples, table, segments);
        (_encodedAnew, _isRefused) = (0, Frame is null);
    }

    // As with whole frames, once encoding anew cost as much; only where every place has its sample.
    private void WidenSegments(StagedSamples staged, SeriesTable table, SegmentTable segments)
    {
        int start = 0;
        for (int i = 0; i < Frame?.Segments.Length; start += Frame.Segments[i++].Samples)
        {
            FrameSegment before = Frame.Segments[i];
            if (before.Misfits < CostOfFrame || start + before.Samples > staged.Next)
            {
                continue;
            }

            StagedSample[] samples = new StagedSample[before.Samples];
            int gap = 0;
            for (int place = 0; place < samples.Length; place++)
            {
                int series = Frame.SeriesAt(start + place);
                if (series < 0 || staged.IsInGap(start + place, ref gap))
                {
                    samples = [];
                    break;
                }

                samples[place] = new StagedSample(series, start + place, table[series], staged.Timestamp, staged.Values[start + place]);
            }

            if (samples.Length > 0 && new FrameBuilder(version.Current, options.MaxSamplesPerSend).Widen(samples, before, table, segments) is { } wider)
            {
                Frame.Segments[i] = wider;
            }

            before.Misfits = 0;
        }
    }

    private bool IsDue(StagedSamples staged)
    {
        if (_encodedAnew >= (long)CostOfFrame * (_isRefused ? CostOfFrame : 1) * staged.Count)
        {
            return true;
        }

        if (Frame is not null || _isRefused || !ScrapeShape.TryRead(staged.Others, out ScrapeShape shape))
        {
            return false;
        }

        bool repeats = shape == _last;
        _last = shape;
        return repeats;
    }

    // The samples as they came, without those that bring a time of their own, end their series or are the second of it.
    private List<StagedSample> Order(StagedSamples staged, SeriesTable table)
    {
        var samples = new List<StagedSample>(staged.Count);
        var seen = new HashSet<int>(staged.Count);
        ReadOnlySpan<StagedSample> others = staged.Others;
        long timestamp = staged.Timestamp;
        int gap = 0;
        for (int place = 0; ; place++)
        {
            for (; !others.IsEmpty && (others[0].Place <= place || place >= staged.Next); others = others[1..])
            {
                if (others[0].Timestamp == timestamp && !StaleMarker.IsStale(others[0].Value) && seen.Add(others[0].Number))
                {
                    samples.Add(others[0]);
                }
            }

            if (place >= staged.Next)
            {
                return samples;
            }

            int series = Frame!.SeriesAt(place);
            if (!staged.IsInGap(place, ref gap) && !StaleMarker.IsStale(staged.Values[place]) && seen.Add(series))
            {
                samples.Add(new StagedSample(series, place, table[series], timestamp, staged.Values[place]));
            }
        }
    }
}
