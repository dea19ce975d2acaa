using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;
using PipelineDsl.Runtime;

namespace PipelineDsl.Testing;

/// <summary>Shows fixtures to annotation autodiscovery.</summary>
internal static class AnnotatedFixtures
{
    public static IEnumerable<FoundFixture> Find(AnnotationOptions options, TargetFixture[] fixtures)
    {
        using var meters = new Meters();
        var found = new Found();
        var readings = new Dictionary<string, AnnotationReading>(StringComparer.Ordinal);
        var targets = new AnnotatedTargets(options, found, new AnnotationProblems(new AnnotationMetrics(meters), NullLogger.Instance, null))
        {
            Reading = (group, reading) => readings[group] = reading,
        };
        var unseen = new Dictionary<TargetFixture, string>();
        foreach ((int index, TargetFixture fixture) in fixtures.Index())
        {
            if (WhyUnseen(options, fixture) is { } reason)
            {
                unseen[fixture] = reason;
                continue;
            }

            ITargetObserver observer = fixture is PodFixture ? targets.Pods : targets.Services;
            observer.Update(GroupOf(fixture, index), fixture.Object!.TargetsWithBackends);
        }

        targets.Pods.Synced();
        targets.Services.Synced();
        return [.. fixtures.Select((fixture, index) => unseen.TryGetValue(fixture, out string? reason)
            ? new FoundFixture(fixture, [], [reason])
            : Result(fixture, found.Groups.GetValueOrDefault(GroupOf(fixture, index), []), readings[GroupOf(fixture, index)]))];
    }

    // A test may show several states of one object: each stands for itself.
    private static string GroupOf(TargetFixture fixture, int index) => $"{fixture.Object!.Group}#{index}";

    private static FoundFixture Result(TargetFixture fixture, IReadOnlyList<LabelSet> targets, AnnotationReading reading)
    {
        var missing = reading.Problems.Select(problem => problem.Message).ToList();
        if (reading.WhyNone is { } reason)
        {
            missing.Add(reason);
        }

        missing.AddRange(reading.Scraped.Except(targets).Select(labels =>
            $"the pods behind {labels["__address__"]} are scraped by their own annotations"));
        return new FoundFixture(fixture, targets, missing);
    }

    private static string? WhyUnseen(AnnotationOptions options, TargetFixture fixture)
    {
        KubernetesSource? source = fixture switch
        {
            PodFixture => AnnotatedSources.Pods(options),
            ServiceFixture => AnnotatedSources.Services(options),
            _ => null,
        };
        return source is null ? $"the pipeline discovers {new AnnotatedSource(options)}" : fixture.WhyMissing(source);
    }

    private sealed class Found : ITargetObserver
    {
        public Dictionary<string, IReadOnlyList<LabelSet>> Groups { get; } = new(StringComparer.Ordinal);

        public void Update(string group, IReadOnlyList<LabelSet> targets) => Groups[group] = targets;

        public void Synced()
        {
        }
    }

    private sealed class Meters : IMeterFactory
    {
        private Meter? _meter;

        public Meter Create(MeterOptions options) => _meter ??= new Meter(options);

        public void Dispose() => _meter?.Dispose();
    }
}
