using System.Text;
using System.Text.Unicode;
using PipelineDsl.Discovery;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Targets;

/// <summary>Makes targets from discovered labels as Prometheus does: defaults, rules, checks, URL. Not thread-safe.</summary>
internal sealed class TargetFactory
{
    private readonly RuleChain _rules;
    private readonly TargetDefaults _defaults;
    private readonly ValueList<ScrapeParam> _params;
    private readonly LabelSetBuilder _labels = new();

    public TargetFactory(ScrapeJob job)
    {
        _rules = job.Targets;
        _defaults = new TargetDefaults(job.Scrape, job.Name);
        _params = job.Scrape.Params;
    }

    /// <summary>Makes a target.</summary>
    /// <param name="discovered">Its labels before relabelling.</param>
    public TargetOutcome Create(LabelSet discovered)
    {
        _labels.Reset(discovered);
        _defaults.AddTo(_labels);
        if (!_rules.Apply(_labels, out RelabelRule? droppedBy))
        {
            return Drop(discovered, droppedBy!.Describe(), isInvalid: false);
        }

        LabelSet labels = Finish(_labels);
        if (labels.Count == 0)
        {
            return Drop(discovered, "no label is left", isInvalid: false);
        }

        string? error = Check(labels, out TimeSpan interval, out TimeSpan timeout);
        if (error is null && TargetUrl.Build(labels, _params) is { } url)
        {
            return new(new TargetDefinition(Identify(labels, url), WithoutPrivate(labels), url, interval, timeout, ResourceLabels.Of(discovered)), null);
        }

        return Drop(discovered, error ?? $"'{labels["__address__"]}' and '{labels["__metrics_path__"]}' make no URL", isInvalid: true);
    }

    private static TargetOutcome Drop(LabelSet discovered, string reason, bool isInvalid) =>
        new(null, new DroppedTarget(discovered, reason, isInvalid));

    // What discovery said has had its use; the address is the instance's name unless a rule gave it another.
    private static LabelSet Finish(LabelSetBuilder labels)
    {
        foreach (Utf8Label label in labels.TakeSnapshot())
        {
            if (label.Name.StartsWith("__meta_"u8))
            {
                labels.Remove(label.Name);
            }
        }

        if (labels.Get("instance"u8).IsEmpty)
        {
            labels.Set("instance"u8, labels.Get("__address__"u8));
        }

        return labels.ToLabelSet();
    }

    private static string? Check(LabelSet labels, out TimeSpan interval, out TimeSpan timeout)
    {
        timeout = default;
        if (!PrometheusDuration.TryParse(labels["__scrape_interval__"] ?? "", out interval) || interval <= TimeSpan.Zero)
        {
            return $"the scrape interval '{labels["__scrape_interval__"]}' is no duration above 0";
        }

        if (!PrometheusDuration.TryParse(labels["__scrape_timeout__"] ?? "", out timeout) || timeout <= TimeSpan.Zero)
        {
            return $"the scrape timeout '{labels["__scrape_timeout__"]}' is no duration above 0";
        }

        if (timeout > interval)
        {
            return $"the scrape timeout {labels["__scrape_timeout__"]} is longer than the interval {labels["__scrape_interval__"]}";
        }

        string? address = labels["__address__"];
        if (address is null)
        {
            return "the target has no address";
        }

        if (address.Contains('/'))
        {
            return $"'{address}' is no address: it holds a slash";
        }

        if (labels["__scheme__"] is not ("http" or "https"))
        {
            return $"the scheme '{labels["__scheme__"]}' is neither http nor https";
        }

        foreach (Utf8Label label in labels)
        {
            if (!Utf8.IsValid(label.Value))
            {
                return $"the value of the label {Encoding.UTF8.GetString(label.Name)} is not UTF-8";
            }
        }

        return null;
    }

    private static ulong Identify(LabelSet labels, Uri url)
    {
        ulong hash = Fnv1a.Start;
        foreach (Utf8Label label in labels)
        {
            hash = Fnv1a.AddEnd(Fnv1a.Add(hash, label.Name));
            hash = Fnv1a.AddEnd(Fnv1a.Add(hash, label.Value));
        }

        return Fnv1a.Add(hash, Encoding.UTF8.GetBytes(url.AbsoluteUri));
    }

    private static LabelSet WithoutPrivate(LabelSet labels)
    {
        var visible = new LabelSetBuilder();
        foreach (Utf8Label label in labels)
        {
            if (!label.Name.StartsWith("__"u8))
            {
                visible.Set(label.Name, label.Value);
            }
        }

        return visible.ToLabelSet();
    }
}
