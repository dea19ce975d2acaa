using PipelineDsl.Recordings;

namespace PipelineDsl.Kubernetes.Tests;

public class RecordedTargetsTests
{
    private static readonly RecordedTargets s_recorded = new(Recorded.Folder);
    private static readonly RecordedRights s_rights = new(Recorded.Folder);

    public static TheoryData<string> Names => [.. s_recorded.Names];

    public static TheoryData<string, bool> Rights => new(s_rights.Names.SelectMany(name => ((string, bool)[])[(name, true), (name, false)]));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Targets_are_those_of_Prometheus(string name) => s_recorded.Compare(name, await s_recorded.FindAsync(name, hasStreamingLists: true)).ShouldBeEmpty();

    [Theory]
    [InlineData("pod-node")]
    [InlineData("endpoints-selectors")]
    [InlineData("endpointslice-node")]
    public async Task Targets_are_the_same_with_lists_and_watches(string name) =>
        s_recorded.Compare(name, await s_recorded.FindAsync(name, hasStreamingLists: false)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task Without_some_rights_there_are_as_many_targets_as_in_Prometheus(string name, bool hasStreamingLists)
    {
        (int expected, int found) = await s_rights.CountAsync(name, hasStreamingLists);
        found.ShouldBe(expected);
    }

    [Theory]
    [InlineData("endpoints-active")]
    [InlineData("endpointslice-active")]
    [InlineData("ingress-active")]
    [InlineData("node-active")]
    [InlineData("pod-active")]
    [InlineData("service-active")]
    public async Task What_would_be_scraped_is_what_Prometheus_scrapes(string name)
    {
        var recorded = new RecordedActiveTargets(Recorded.Folder);
        recorded.Compare(name, await recorded.FindAsync(name)).ShouldBeEmpty();
    }

    [Fact]
    public void All_recordings_are_compared() => s_recorded.Names.Count().ShouldBe(46);
}
