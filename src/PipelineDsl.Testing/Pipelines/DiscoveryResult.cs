using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PipelineDsl.Testing;

/// <summary>What a pipeline would make of fixtures: the targets it would scrape, and those it would not.</summary>
public sealed class DiscoveryResult
{
    internal DiscoveryResult(ImmutableArray<DiscoveredTarget> targets, ImmutableArray<DiscardedTarget> discarded) =>
        (Targets, Discarded) = (targets, discarded);

    /// <summary>The targets that would be scraped, in the order of the fixtures.</summary>
    public ImmutableArray<DiscoveredTarget> Targets { get; }

    /// <summary>What would not be scraped, in the order of the fixtures.</summary>
    public ImmutableArray<DiscardedTarget> Discarded { get; }

    /// <summary>Compares <see cref="ToString"/> with the file <c>Golden/&lt;name&gt;.txt</c> beside the test's source file.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="testFile">The test's source file. The default value is the caller's.</param>
    /// <remarks>What came is left in <c>&lt;name&gt;.received.txt</c>, to be compared and renamed. With <c>PIPELINEDSL_UPDATE_GOLDEN=1</c> in the
    /// environment the golden file is written and the test fails, so that somebody reads the change. No machine's paths are in it, nor lines of
    /// the source.</remarks>
    /// <exception cref="PipelineAssertionException">The text is another, or there is no such file.</exception>
    public void ShouldMatchGolden(string name, [CallerFilePath] string testFile = "") =>
        GoldenFile.ShouldMatch(ToString(), name, testFile, GoldenFile.IsUpdate);

    /// <summary>The targets with their labels, then what is not scraped and why.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"scraped: {Targets.Length}\n");
        foreach (DiscoveredTarget target in Targets)
        {
            text.Append(target).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"\nnot scraped: {Discarded.Length}\n");
        foreach (DiscardedTarget target in Discarded)
        {
            text.Append(target).Append('\n');
        }

        return text.ToString();
    }
}
