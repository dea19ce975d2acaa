using System.Collections.Immutable;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <content>Histograms: <see cref="Parts"/> are the classic buckets, what is here the native ones.</content>
internal sealed partial class MetricMessage
{
    private readonly List<HistogramSpan> _positiveSpans = [];
    private readonly List<HistogramSpan> _negativeSpans = [];
    private readonly List<long> _positiveDeltas = [];
    private readonly List<long> _negativeDeltas = [];
    private readonly List<double> _positiveCounts = [];
    private readonly List<double> _negativeCounts = [];
    private int _schema;
    private double _zeroThreshold;
    private ulong _zeroCount;
    private double _floatZeroCount;

    /// <summary>The exemplars of a native histogram; where they stand in the body.</summary>
    public List<(int Start, int End)> Exemplars { get; } = [];

    /// <summary>Whether the histogram is native: it has a span, if only an empty one, or something to say about zero.</summary>
    public bool IsNative => _positiveSpans.Count > 0 || _negativeSpans.Count > 0 || _zeroThreshold > 0 || _zeroCount > 0;

    private bool IsFloat => FloatCount > 0 || _floatZeroCount > 0;

    /// <summary>Makes the native histogram.</summary>
    /// <param name="hint">What its <see cref="NativeHistogram.ResetHint"/> shall be.</param>
    /// <param name="error">Why there is none.</param>
    public NativeHistogram? ToNative(CounterResetHint hint, out string? error)
    {
        error = IsFloat
            ? Check("positive", _positiveSpans, _positiveCounts.Count) ?? Check("negative", _negativeSpans, _negativeCounts.Count)
            : Check("positive", _positiveSpans, _positiveDeltas.Count) ?? Check("negative", _negativeSpans, _negativeDeltas.Count);
        return error is not null ? null : IsFloat ? ToFloat(hint) : ToInteger(hint);
    }

    private static string? Check(string side, List<HistogramSpan> spans, int buckets)
    {
        long needed = 0;
        foreach (HistogramSpan span in spans)
        {
            needed += span.Length;
        }

        return needed == buckets ? null : $"the {side} spans of the histogram have {needed} buckets, but it has {buckets}";
    }

    private NativeHistogram ToInteger(CounterResetHint hint)
    {
        (ImmutableArray<HistogramSpan> positive, ImmutableArray<long> positiveDeltas) = BucketCompaction.Compact(Of(_positiveSpans), Of(_positiveDeltas), 0);
        (ImmutableArray<HistogramSpan> negative, ImmutableArray<long> negativeDeltas) = BucketCompaction.Compact(Of(_negativeSpans), Of(_negativeDeltas), 0);
        return new NativeHistogram
        {
            Schema = _schema,
            Count = Count,
            Sum = Sum,
            ZeroThreshold = _zeroThreshold,
            ZeroCount = _zeroCount,
            PositiveSpans = positive,
            PositiveDeltas = positiveDeltas,
            NegativeSpans = negative,
            NegativeDeltas = negativeDeltas,
            ResetHint = hint,
        };
    }

    private NativeHistogram ToFloat(CounterResetHint hint)
    {
        (ImmutableArray<HistogramSpan> positive, ImmutableArray<double> positiveCounts) = BucketCompaction.Compact(Of(_positiveSpans), Of(_positiveCounts));
        (ImmutableArray<HistogramSpan> negative, ImmutableArray<double> negativeCounts) = BucketCompaction.Compact(Of(_negativeSpans), Of(_negativeCounts));
        return new NativeHistogram
        {
            IsFloat = true,
            Schema = _schema,
            FloatCount = FloatCount,
            Sum = Sum,
            ZeroThreshold = _zeroThreshold,
            FloatZeroCount = _floatZeroCount,
            PositiveSpans = positive,
            PositiveCounts = positiveCounts,
            NegativeSpans = negative,
            NegativeCounts = negativeCounts,
            ResetHint = hint,
        };
    }

    private static ReadOnlySpan<T> Of<T>(List<T> list) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list);

    private void ClearNative()
    {
        _positiveSpans.Clear();
        _negativeSpans.Clear();
        _positiveDeltas.Clear();
        _negativeDeltas.Clear();
        _positiveCounts.Clear();
        _negativeCounts.Clear();
        Exemplars.Clear();
        (_schema, _zeroThreshold, _zeroCount, _floatZeroCount) = (0, 0, 0, 0);
    }

    private void ReadHistogram(ref WireReader fields)
    {
        while (fields.MoveNext() && ReadHistogramField(ref fields))
        {
        }
    }

    private bool ReadHistogramField(ref WireReader fields)
    {
        switch (fields.Field)
        {
            case 1 when fields.Is(WireType.Varint):
                Count = fields.Bits;
                break;
            case 2 when fields.Is(WireType.Fixed64):
                Sum = fields.Double;
                break;
            case 3 when fields.Is(WireType.Length):
                ReadBucket(ref fields);
                break;
            case 4 when fields.Is(WireType.Fixed64):
                FloatCount = fields.Double;
                break;
            case 5 when fields.Is(WireType.Varint):
                _schema = ZigZag32(fields.Bits);
                break;
            case 6 when fields.Is(WireType.Fixed64):
                _zeroThreshold = fields.Double;
                break;
            case 7 when fields.Is(WireType.Varint):
                _zeroCount = fields.Bits;
                break;
            case 8 when fields.Is(WireType.Fixed64):
                _floatZeroCount = fields.Double;
                break;
            case 9 or 12 when fields.Is(WireType.Length):
                ReadSpan(ref fields);
                break;
            case 10 or 13:
                ReadDeltas(ref fields, fields.Field == 10 ? _negativeDeltas : _positiveDeltas);
                break;
            case 11 or 14:
                ReadCounts(ref fields, fields.Field == 11 ? _negativeCounts : _positiveCounts);
                break;
            case 15 when fields.Is(WireType.Length):
                ReadCreated(ref fields);
                break;
            case 16 when fields.Is(WireType.Length):
                ExemplarMessage.Check(ref fields);
                AddTo(Exemplars, (fields.Start, fields.End), ref fields);
                break;
        }

        return fields.Error is null;
    }

    private void ReadBucket(ref WireReader fields)
    {
        MetricPart part = default;
        WireReader inner = fields.Enter();
        while (inner.MoveNext())
        {
            switch (inner.Field)
            {
                case 1 when inner.Is(WireType.Varint):
                    part.Count = inner.Bits;
                    break;
                case 2 when inner.Is(WireType.Fixed64):
                    part.Boundary = inner.Double;
                    break;
                case 3 when inner.Is(WireType.Length):
                    ExemplarMessage.Check(ref inner);
                    (part.ExemplarStart, part.ExemplarEnd) = (inner.Start, inner.End);
                    break;
                case 4 when inner.Is(WireType.Fixed64):
                    part.Value = inner.Double;
                    break;
            }

            if (inner.Error is not null)
            {
                break;
            }
        }

        if (fields.Leave(inner))
        {
            AddTo(Parts, part, ref fields);
        }
    }

    private void ReadSpan(ref WireReader fields)
    {
        int offset = 0;
        uint length = 0;
        WireReader inner = fields.Enter();
        while (inner.MoveNext())
        {
            if (inner.Field == 1 && inner.Is(WireType.Varint))
            {
                offset = ZigZag32(inner.Bits);
            }
            else if (inner.Field == 2 && inner.Is(WireType.Varint))
            {
                length = (uint)inner.Bits;
            }

            if (inner.Error is not null)
            {
                break;
            }
        }

        if (fields.Leave(inner))
        {
            AddTo(fields.Field == 9 ? _negativeSpans : _positiveSpans, new HistogramSpan(offset, length), ref fields);
        }
    }

    // One by one or packed: a reader has to take both.
    private static void ReadDeltas(ref WireReader fields, List<long> deltas)
    {
        if (fields.Type == WireType.Varint)
        {
            AddTo(deltas, WireReader.ZigZag(fields.Bits), ref fields);
        }
        else if (fields.Is(WireType.Length))
        {
            WireReader inner = fields.Enter();
            while (inner.HasMore && inner.TryReadVarint(out ulong bits))
            {
                AddTo(deltas, WireReader.ZigZag(bits), ref inner);
                if (inner.Error is not null)
                {
                    break;
                }
            }

            fields.Leave(inner);
        }
    }

    private static void ReadCounts(ref WireReader fields, List<double> counts)
    {
        if (fields.Type == WireType.Fixed64)
        {
            AddTo(counts, fields.Double, ref fields);
        }
        else if (fields.Is(WireType.Length))
        {
            WireReader inner = fields.Enter();
            while (inner.HasMore && inner.TryReadFixed64(out ulong bits))
            {
                AddTo(counts, BitConverter.UInt64BitsToDouble(bits), ref inner);
                if (inner.Error is not null)
                {
                    break;
                }
            }

            fields.Leave(inner);
        }
    }

    private static int ZigZag32(ulong bits) => (int)((uint)bits >> 1) ^ -(int)(bits & 1);
}
