using PipelineDsl.Runtime;

namespace PipelineDsl.Tests;

public sealed class NativeHistogramTests
{
    private static readonly NativeHistogram s_histogram = Make();

    public static TheoryData<string, NativeHistogram> Others => new()
    {
        { "form", new NativeHistogram { IsFloat = true } },
        { "schema", new NativeHistogram { Schema = 1 } },
        { "count", new NativeHistogram { Count = 1 } },
        { "float count", new NativeHistogram { FloatCount = 1 } },
        { "sum", new NativeHistogram { Sum = 1 } },
        { "minus zero", new NativeHistogram { Sum = -0.0 } },
        { "zero threshold", new NativeHistogram { ZeroThreshold = 1 } },
        { "zero count", new NativeHistogram { ZeroCount = 1 } },
        { "float zero count", new NativeHistogram { FloatZeroCount = 1 } },
        { "positive spans", new NativeHistogram { PositiveSpans = [new HistogramSpan(0, 1)] } },
        { "positive deltas", new NativeHistogram { PositiveDeltas = [1] } },
        { "positive counts", new NativeHistogram { PositiveCounts = [1] } },
        { "negative spans", new NativeHistogram { NegativeSpans = [new HistogramSpan(0, 1)] } },
        { "negative deltas", new NativeHistogram { NegativeDeltas = [1] } },
        { "negative counts", new NativeHistogram { NegativeCounts = [1] } },
        { "custom values", new NativeHistogram { CustomValues = [1] } },
        { "reset hint", new NativeHistogram { ResetHint = CounterResetHint.Gauge } },
    };

    [Fact]
    public void Histograms_with_the_same_content_are_equal()
    {
        NativeHistogram other = Make();
        other.ShouldBe(s_histogram);
        other.GetHashCode().ShouldBe(s_histogram.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Any_difference_counts(string what, NativeHistogram other)
    {
        other.Equals(new NativeHistogram()).ShouldBeFalse(what);
        other.Equals(other).ShouldBeTrue(what);
    }

    [Fact]
    public void A_stale_marker_is_no_other_NaN()
    {
        NativeHistogram.Stale.IsStale.ShouldBeTrue();
        new NativeHistogram { Sum = double.NaN }.IsStale.ShouldBeFalse();
        new NativeHistogram { Sum = double.NaN }.Equals(NativeHistogram.Stale).ShouldBeFalse();
        new NativeHistogram { Sum = StaleMarker.Value }.Equals(NativeHistogram.Stale).ShouldBeTrue();
    }

    [Fact]
    public void Arrays_that_were_not_made_are_empty() => new NativeHistogram { PositiveDeltas = default, CustomValues = default }.ShouldBe(new NativeHistogram());

    [Fact]
    public void The_text_tells_the_form_by_its_count()
    {
        s_histogram.ToString().ShouldBe("histogram(schema=3, count=6, sum=2.5, buckets=3)");
        new NativeHistogram { IsFloat = true, FloatCount = 1.5 }.ToString().ShouldBe("histogram(schema=0, count=1.5, sum=0, buckets=0)");
        NativeHistogram.Stale.ToString().ShouldBe("histogram(stale)");
    }

    private static NativeHistogram Make() => new()
    {
        Schema = 3,
        Count = 6,
        Sum = 2.5,
        ZeroThreshold = 0.5,
        ZeroCount = 1,
        PositiveSpans = [new HistogramSpan(-2, 2)],
        PositiveDeltas = [1, 2],
        NegativeSpans = [new HistogramSpan(0, 1)],
        NegativeDeltas = [1],
    };
}
