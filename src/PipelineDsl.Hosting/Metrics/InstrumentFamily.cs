using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PipelineDsl.Hosting;

/// <summary>The series of one instrument.</summary>
internal sealed class InstrumentFamily
{
    // Prometheus' own buckets for durations in seconds.
    private static readonly double[] s_bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Series> _series = [];
    private readonly string _help;
    private readonly string _type;
    private readonly bool _adds;

    public InstrumentFamily(Instrument instrument)
    {
        string kind = instrument.GetType().GetGenericTypeDefinition().Name;
        _type = kind switch
        {
            "Counter`1" or "ObservableCounter`1" => "counter",
            "Histogram`1" => "histogram",
            _ => "gauge",
        };
        _adds = kind is "Counter`1" or "UpDownCounter`1";
        Name = instrument.Name.Replace('.', '_');
        string unit = instrument.Unit switch { "s" => "seconds", "By" => "bytes", _ => "" };
        if (!Name.Contains(unit, StringComparison.Ordinal))
        {
            Name += "_" + unit;
        }

        if (_type == "counter" && !Name.EndsWith("_total", StringComparison.Ordinal))
        {
            Name += "_total";
        }

        _help = (instrument.Description ?? instrument.Name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = Labels(tags);
        lock (_lock)
        {
            if (!_series.TryGetValue(labels, out Series? series))
            {
                _series.Add(labels, series = new Series());
            }

            if (_type == "histogram")
            {
                int bucket = Array.FindIndex(s_bounds, bound => value <= bound);
                series.Buckets[bucket < 0 ? s_bounds.Length : bucket]++;
                series.Count++;
                series.Value += value;
            }
            else
            {
                series.Value = _adds ? series.Value + value : value;
            }
        }
    }

    public void WriteTo(StringBuilder text)
    {
        lock (_lock)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_help}\n# TYPE {Name} {_type}\n");
            foreach ((string labels, Series series) in _series)
            {
                if (_type == "histogram")
                {
                    WriteHistogram(text, labels, series);
                }
                else
                {
                    text.Append(CultureInfo.InvariantCulture, $"{Name}{Braced(labels)} {series.Value}\n");
                }
            }
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Series series)
    {
        long count = 0;
        for (int i = 0; i <= s_bounds.Length; i++)
        {
            count += series.Buckets[i];
            string bound = i < s_bounds.Length ? s_bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"}} {count}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{Braced(labels)} {series.Value}\n{Name}_count{Braced(labels)} {series.Count}\n");
    }

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach ((string name, object? value) in tags)
        {
            string escaped = Convert.ToString(value, CultureInfo.InvariantCulture)!
                .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(text.Length > 0 ? "," : "").Append(LabelName.Sanitize(name)).Append("=\"").Append(escaped).Append('"');
        }

        return text.ToString();
    }

    private sealed class Series
    {
        public double Value;
        public long Count;
        public readonly long[] Buckets = new long[s_bounds.Length + 1];
    }
}
