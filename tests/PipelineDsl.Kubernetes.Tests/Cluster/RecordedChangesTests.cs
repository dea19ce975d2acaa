using PipelineDsl.Recordings;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>The recorded life of a cluster, played to a simulated one: after each step we find what Prometheus found.</summary>
public class RecordedChangesTests
{
    private static readonly RecordedChanges s_recorded = new(Recorded.Folder);

    public static TheoryData<string, bool> Jobs => new(s_recorded.Jobs.SelectMany(job => ((string, bool)[])[(job, true), (job, false)]));

    [Theory]
    [MemberData(nameof(Jobs))]
    public async Task Each_step_ends_with_the_targets_of_Prometheus(string job, bool hasStreamingLists)
    {
        int steps = 0;
        await foreach ((string step, _, string[] disagreements) in s_recorded.PlayAsync(job, hasStreamingLists))
        {
            disagreements.ShouldBeEmpty(step);
            steps++;
        }

        steps.ShouldBe(47);
    }
}
