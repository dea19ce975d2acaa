using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Testing;

/// <summary>What a pipeline would deliver of a scrape.</summary>
public sealed class ScrapeResult
{
    private readonly long _time;

    internal ScrapeResult(ImmutableArray<ReceivedSample> samples, ImmutableArray<RelabelExplanation> dropped, long time) =>
        (Samples, Dropped, _time) = (samples, dropped, time);

    /// <summary>The samples that would be delivered, in the order of the text, then those that report on the scrape.</summary>
    public ImmutableArray<ReceivedSample> Samples { get; }

    /// <summary>The series that rules dropped, and what each rule did.</summary>
    public ImmutableArray<RelabelExplanation> Dropped { get; }

    /// <summary>Asserts that a sample of a series is delivered.</summary>
    /// <param name="name">The metric's name after the rules.</param>
    /// <param name="labels">Labels that the series has, among others.</param>
    /// <exception cref="PipelineAssertionException">No such sample is delivered.</exception>
    public ScrapeResult ShouldDeliver(string name, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        (string Name, string Value)[] wanted = [("__name__", name), .. labels];
        if (Samples.Any(sample => Has(sample.Labels, wanted)))
        {
            return this;
        }

        string text = $"{LabelSet.Of(wanted)} should be delivered, but ";
        throw new PipelineAssertionException(Dropped.FirstOrDefault(e => Has(e.Before, wanted)) is { DroppedBy: { } step } explanation
            ? $"{text}rule {step.Stage}.{step.Number} dropped it.\n\n{explanation}"
            : $"{text}no series has these labels. Delivered is:\n\n{this}");
    }

    /// <summary>Asserts that no sample of a series is delivered.</summary>
    /// <param name="name">The metric's name after the rules.</param>
    /// <param name="labels">Labels that the series has, among others.</param>
    /// <exception cref="PipelineAssertionException">Such a sample is delivered.</exception>
    public ScrapeResult ShouldNotDeliver(string name, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        (string Name, string Value)[] unwanted = [("__name__", name), .. labels];
        return Samples.FirstOrDefault(sample => Has(sample.Labels, unwanted)) is { Labels: { } series }
            ? throw new PipelineAssertionException($"{LabelSet.Of(unwanted)} should not be delivered, but {series} is.")
            : this;
    }

    /// <summary>Compares <see cref="ToString"/> with the file <c>Golden/&lt;name&gt;.txt</c> beside the test's source file.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="testFile">The test's source file. The default value is the caller's.</param>
    /// <remarks>What came is left in <c>&lt;name&gt;.received.txt</c>, to be compared and renamed. With <c>PIPELINEDSL_UPDATE_GOLDEN=1</c> in the
    /// environment the golden file is written and the test fails, so that somebody reads the change.</remarks>
    /// <exception cref="PipelineAssertionException">The text is another, or there is no such file.</exception>
    public void ShouldMatchGolden(string name, [CallerFilePath] string testFile = "") =>
        GoldenFile.ShouldMatch(ToString(), name, testFile, GoldenFile.IsUpdate);

    /// <summary>A line for each sample: labels, value or native histogram, and the timestamp in milliseconds where the target brought its own.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (ReceivedSample sample in Samples)
        {
            text.Append(sample.Labels).Append(' ').Append(sample.Histogram?.ToString() ?? Text(sample.Value));
            if (sample.Timestamp != _time)
            {
                text.Append(' ').Append(sample.Timestamp.ToString(CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Text(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString(CultureInfo.InvariantCulture);

    private static bool Has(LabelSet labels, (string Name, string Value)[] wanted) =>
        Array.TrueForAll(wanted, label => (labels[label.Name] ?? "") == label.Value);
}
