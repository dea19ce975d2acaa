using System.Text;

namespace PipelineDsl.Testing;

/// <summary>A target that a pipeline would scrape.</summary>
/// <param name="Url">What it would scrape.</param>
/// <param name="Labels">The labels its series get.</param>
/// <param name="Interval">Time between two scrapes.</param>
/// <param name="Timeout">The longest a scrape may take.</param>
public sealed record DiscoveredTarget(Uri Url, LabelSet Labels, TimeSpan Interval, TimeSpan Timeout)
{
    /// <summary>The URL and the times on one line, then a line for each label.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Url.AbsoluteUri).Append(" every ").Append(PrometheusDuration.Format(Interval))
            .Append(", timeout ").Append(PrometheusDuration.Format(Timeout));
        foreach (Utf8Label label in Labels)
        {
            text.Append("\n    ").Append(Encoding.UTF8.GetString(label.Name)).Append('=').Append(QuotedText.Of(label.Value));
        }

        return text.ToString();
    }
}
