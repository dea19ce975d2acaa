using System.Globalization;
using PipelineDsl.Scraping.Tests.Exposition;

namespace PipelineDsl.EndToEnd.SideBySide;

/// <summary>What the targets answer to scrape k.</summary>
internal static class Scripts
{
    /// <summary>How many scrapes are compared; later ones repeat the last answer.</summary>
    public const int Scrapes = 20;

    /// <summary>After so many scrapes the target that goes is taken away.</summary>
    public const int ScrapesBeforeRemoval = 6;

    private const string DelimitedProtobuf = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    private const string Histogram = """
        # HELP latency_seconds Latency.
        # TYPE latency_seconds histogram
        latency_seconds_bucket{le="0.1"} K
        latency_seconds_bucket{le="1"} 2K
        latency_seconds_bucket{le="+Inf"} 3K
        latency_seconds_sum 4.5
        latency_seconds_count 3K
        # TYPE size_bytes summary
        size_bytes{quantile="0.5"} K
        size_bytes{quantile="0.99"} NaN
        size_bytes_sum 2K
        size_bytes_count K

        """;

    /// <summary>Whether scrape k of a path fails because of what the body holds, not for lack of one.</summary>
    public static bool IsRefused(string path, int k) => path switch
    {
        _ when path.StartsWith("/churn", StringComparison.Ordinal) => k == 12,
        _ when path.StartsWith("/limited", StringComparison.Ordinal) => k is >= 5 and < 9,
        _ when path.StartsWith("/open", StringComparison.Ordinal) => k == 11,
        _ when path.StartsWith("/proto", StringComparison.Ordinal) => k == 7,
        _ => false,
    };

    /// <summary>Series that come and go, move, are there twice; answers that fail in every way.</summary>
    public static ScriptedAnswer Churn(int k) => k switch
    {
        6 => ScriptedAnswer.Of("oh no\n") with { Status = 500 },
        9 => ScriptedAnswer.Hang,
        12 => ScriptedAnswer.Of(Body("always 1\nbroken{a= 1\n", k)),
        14 => ScriptedAnswer.Of(""),
        16 => ScriptedAnswer.Of(Body("always K\n", k)) with { ContentType = "text/html" },
        _ => ScriptedAnswer.Of(Body(
            "# TYPE always counter\nalways K\n"
            + (k % 3 == 1 ? "now_and_then{k=\"1\"} K\n" : "")
            + (k % 4 < 2 ? "first 1\nsecond 2\n" : "second 2\nfirst 1\n")
            + (k > 3 ? $"of_scrape{{k=\"{k}\"}} 1\n" : "")
            + (k is > 2 and < 8 ? "twice 1\ntwice 2\nother 1\n" : "twice K\n")
            + "taken{job=\"mine\",instance=\"here\",exported_job=\"too\"} K\ntaken{job=\"\"} 1\n"
            + "numbers{n=\"inf\"} +Inf\nnumbers{n=\"-inf\"} -Inf\nnumbers{n=\"nan\"} NaN\nnumbers{n=\"e\"} 1.5e-7\nnumbers{n=\"zero\"} -0\n"
            + "{\"quoted.name\", \"label.name\"=\"\\\"x\\\"\\\\\\n\"} K\n"
            + Histogram, k)),
    };

    /// <summary>Samples with timestamps: in order, repeated, older, far ahead; a series that has one only now and then.</summary>
    public static Func<int, ScriptedAnswer> Timestamps(long start) => k => ScriptedAnswer.Of(Body(
        $"plain K\nsteady K {start + (k * 1000)}\nrepeats {k / 4} {start + (k / 4 * 1000)}\nback K {start + ((20 - k) * 1000)}\nahead K {start + 3_600_000}\n"
        + (k % 5 == 2 ? "gone 1 " + (start + (k * 1000)).ToString(CultureInfo.InvariantCulture) + "\n" : "")
        + (k % 2 == 0 ? "mixed K\n" : $"mixed K {start + (k * 1000)}\n"), k));

    /// <summary>More samples than the limit of 5 allows, for a while.</summary>
    public static ScriptedAnswer Limited(int k) =>
        ScriptedAnswer.Of(Body("a K\nb K\nc K\nd K\n" + (k is >= 5 and < 9 ? "e 1\nf 1\ng 1\n" : ""), k));

    /// <summary>OpenMetrics with exemplars, created lines and timestamps.</summary>
    public static ScriptedAnswer OpenMetrics(int k) => k == 11
        ? ScriptedAnswer.Of("no_eof 1\n") with { ContentType = "application/openmetrics-text; version=1.0.0" }
        : ScriptedAnswer.OpenMetrics(Body(
            "# HELP hits Hits.\n# TYPE hits counter\nhits_total K # {trace_id=\"K\"} 1 " + (1_700_000_000 + k).ToString(CultureInfo.InvariantCulture) + ".5\nhits_created 1700000000.25\n"
            + "# TYPE latency histogram\nlatency_bucket{le=\"1\"} K # {trace_id=\"a\"} 0.5\nlatency_bucket{le=\"+Inf\"} 2K\nlatency_sum 3\nlatency_count 2K\nlatency_created 17\n"
            + "# TYPE built info\nbuilt_info{v=\"K\"} 1\n", k));

    /// <summary>Protobuf with classic histograms and summaries; a family comes and goes.</summary>
    public static ScriptedAnswer Protobuf(int k)
    {
        ProtobufText labels = new ProtobufText().Message(1, new ProtobufText().String(1, "job").String(2, "theirs"));
        ProtobufText histogram = new ProtobufText().Message(7, new ProtobufText().Varint(1, (ulong)(3 * k)).Double(2, 4.5)
            .Message(3, new ProtobufText().Varint(1, (ulong)k).Double(2, 0.5)).Message(3, new ProtobufText().Varint(1, (ulong)(2 * k)).Double(2, 1)));
        ProtobufText summary = new ProtobufText().Message(4, new ProtobufText().Varint(1, 7).Double(2, k).Message(3, new ProtobufText().Double(1, 0.9).Double(2, k)));
        byte[] body =
        [
            .. ProtobufText.Family("c_total", 0, labels.Message(3, new ProtobufText().Double(1, k))).Delimited(),
            .. ProtobufText.Family("h", 4, histogram).Delimited(),
            .. k % 3 == 1 ? ProtobufText.Family("s", 2, summary, summary).Delimited() : [],
        ];
        return new ScriptedAnswer(k == 7 ? body[..^3] : body, DelimitedProtobuf);
    }

    /// <summary>Native histograms of integers and of floats, a counter that is reset, a gauge; classic buckets and exemplars beside them; one that comes and goes.</summary>
    public static Func<int, ScriptedAnswer> Native(long start) => k =>
    {
        int n = k % 10 + 1;
        byte[] body =
        [
            .. ProtobufText.Family("rpc_seconds", 4, Named("a", Integers(n).Message(16, Exemplar(k, start))), k % 3 == 1 ? Named("now_and_then", Integers(n)) : Named("f", Floats(n))).Delimited(),
            .. ProtobufText.Family("queue_size", 5, Named("g", Integers(20 - k))).Delimited(),
        ];
        return k == 6 ? ScriptedAnswer.Of("oh no\n") with { Status = 500 } : new ScriptedAnswer(body, DelimitedProtobuf);
    };

    private static ProtobufText Named(string name, ProtobufText histogram) =>
        new ProtobufText().Message(1, new ProtobufText().String(1, "op").String(2, name)).Message(7, histogram);

    // Two spans above zero with n, 2n and 3n, one below with n, and n in the bucket around zero.
    private static ProtobufText Integers(int n) => Spans(new ProtobufText().Varint(1, (ulong)(8 * n)).Double(2, 1.5 * n)
        .Message(3, new ProtobufText().Varint(1, (ulong)n).Double(2, 0.5)).Message(3, new ProtobufText().Varint(1, (ulong)(2 * n)).Double(2, 1)))
        .Varint(7, (ulong)n).ZigZag(10, n).ZigZag(13, n).ZigZag(13, n).ZigZag(13, n);

    private static ProtobufText Floats(int n) => Spans(new ProtobufText().Double(4, 8.5 * n).Double(2, 1.5 * n))
        .Double(8, 1.5 * n).Double(11, n).Double(14, n).Double(14, 2 * n).Double(14, 3 * n);

    private static ProtobufText Spans(ProtobufText histogram) => histogram.ZigZag(5, 3).Double(6, 0.001)
        .Message(9, new ProtobufText().ZigZag(1, 0).Varint(2, 1))
        .Message(12, new ProtobufText().ZigZag(1, 1).Varint(2, 2)).Message(12, new ProtobufText().ZigZag(1, 2).Varint(2, 1));

    private static ProtobufText Exemplar(int k, long start) => new ProtobufText()
        .Message(1, new ProtobufText().String(1, "trace_id").String(2, k.ToString(CultureInfo.InvariantCulture))).Double(2, 0.25)
        .Message(3, new ProtobufText().Varint(1, (ulong)((start / 1000) + k)));

    /// <summary>A target that never fails.</summary>
    public static ScriptedAnswer Plain(int k) => ScriptedAnswer.Of(Body("m K\nn{k=\"K\"} 1\n", k));

    // K stands for the number of the scrape: a value, or the first digits of one.
    private static string Body(string text, int k) => text.Replace("K", k.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
