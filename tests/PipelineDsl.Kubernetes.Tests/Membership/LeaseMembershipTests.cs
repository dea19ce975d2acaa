using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PipelineDsl.Testing;

namespace PipelineDsl.Kubernetes.Tests;

public sealed class LeaseMembershipTests
{
    private static readonly string[] s_five = ["a", "b", "c", "d", "e"];

    [Fact]
    public async Task All_that_come_at_once_share_everything_and_nothing_twice()
    {
        await using MemberRun run = await StartAsync();
        foreach (string name in s_five)
        {
            run.Join(name);
        }

        await MemberRun.UntilAsync("five share", () => run.AreSharedBy(s_five));
        run.Doubles.ShouldBe(0);
        run.Log.Warnings.ShouldBeEmpty();
        run.Meters("a")["pipelinedsl.kubernetes.replicas{group=agents}"].ShouldBe(5);
    }

    [Fact]
    public async Task Joining_and_leaving_hand_over_without_a_moment_in_which_two_own_a_target()
    {
        await using MemberRun run = await StartAsync();
        run.Join("a");
        await MemberRun.UntilAsync("a is alone", () => run.AreSharedBy("a"));
        run.Join("b");
        await MemberRun.UntilAsync("two share", () => run.AreSharedBy("a", "b"));
        run.Join("c");
        Task leaving = run.LeaveAsync("a");
        await leaving;
        await MemberRun.UntilAsync("the others share", () => run.AreSharedBy("b", "c"));

        run.Doubles.ShouldBe(0);
        (await LeasesAsync(run)).Select(lease => (string)lease!["metadata"]!["name"]!).ShouldBe(["agents-b", "agents-c"]);
    }

    [Fact]
    public async Task A_lease_says_who_holds_it_for_whom()
    {
        await using MemberRun run = await StartAsync();
        run.Join("a");
        await MemberRun.UntilAsync("a is alone", () => run.AreSharedBy("a"));
        JsonNode lease = (await LeasesAsync(run)).Single()!;
        ((string)lease["metadata"]!["labels"]!["pipelinedsl.io/group"]!).ShouldBe("agents");
        ((string)lease["metadata"]!["annotations"]!["pipelinedsl.io/sees"]!).ShouldBe("a");
        lease["spec"]!.ToJsonString().ShouldBe("""{"holderIdentity":"a","leaseDurationSeconds":10,"acquireTime":"2000-01-01T00:00:00.000000Z","renewTime":"2000-01-01T00:00:00.000000Z"}""");
    }

    [Fact]
    public async Task One_that_dies_is_taken_over_after_the_duration_and_its_lease_is_deleted()
    {
        await using MemberRun run = await StartAsync();
        run.Cluster.Apply(Lease("ghost"));
        run.Join("a");
        run.Join("b");
        await MemberRun.UntilAsync("both know each other", () => run.Cluster.Requests("update", "leases") >= 1);

        TimeSpan took = await run.PassUntilAsync("the living share", () => run.AreSharedBy("a", "b"));

        took.ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
        await run.SettleAsync();
        (await LeasesAsync(run)).Count.ShouldBe(2);
        run.Doubles.ShouldBe(0);
    }

    [Fact]
    public async Task While_the_server_is_away_the_last_membership_stays()
    {
        await using MemberRun run = await StartAsync();
        LeaseMembership a = run.Join("a");
        LeaseMembership b = run.Join("b");
        await MemberRun.UntilAsync("two share", () => run.AreSharedBy("a", "b"));
        await run.SettleAsync();
        (long, long) before = (a.Version, b.Version);

        using (run.Cluster.Unavailable())
        {
            for (int second = 0; second < 60; second++)
            {
                run.Time.Advance(TimeSpan.FromSeconds(1));
                await run.SettleAsync();
            }
        }

        int watches = run.Cluster.Requests("watch", "leases");
        await run.PassUntilAsync("both watch again", () => run.Cluster.Requests("watch", "leases") >= watches + 2);
        for (int second = 0; second < 30; second++)
        {
            run.Time.Advance(TimeSpan.FromSeconds(1));
            await run.SettleAsync();
        }

        (a.Version, b.Version).ShouldBe(before);
        run.AreSharedBy("a", "b").ShouldBeTrue();
        run.Log.Lines.ShouldContain(line => line.Contains("is well again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("create")]
    [InlineData("update")]
    public async Task A_refusal_says_which_right_lacks_and_is_over_when_it_is_granted(string verb)
    {
        await using MemberRun run = await StartAsync();
        run.Cluster.HasStreamingLists = false;
        IDisposable forbidden = run.Cluster.Forbid(verb, "leases");
        LeaseMembership a = run.Join("a");
        await run.PassUntilAsync("it is said", () => run.Log.Warnings.Length > 0);

        string line = run.Log.Warnings[0];
        line.ShouldStartWith("Error");
        line.ShouldContain($"the account lacks {verb} on leases in namespace default: grant the verbs get, list, watch, create, update, delete with a Role");
        line.Contains("scrapes nothing", StringComparison.Ordinal).ShouldBe(verb == "create");
        (a.Members.Count == 0).ShouldBe(verb != "update");

        forbidden.Dispose();
        await run.PassUntilAsync("it joined", () => run.AreSharedBy("a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_without_a_server_says_what_follows_and_holds_nothing_up(bool isLate)
    {
        await using MemberRun run = await StartAsync();
        LeaseMembership a = run.Join("a");
        await MemberRun.UntilAsync("a is alone", () => run.AreSharedBy("a"));
        await run.SettleAsync();
        using IDisposable away = run.Cluster.Unavailable();

        await a.LeaveAsync(new CancellationToken(canceled: isLate));

        run.Log.Warnings.ShouldContain(line => line.Contains("The lease agents-a cannot be deleted, the other replicas take over after 00:00:10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dead_are_taken_over_even_if_their_leases_may_not_be_deleted()
    {
        await using MemberRun run = await StartAsync();
        using IDisposable forbidden = run.Cluster.Forbid("delete", "leases");
        run.Cluster.Apply(Lease("ghost"));
        run.Join("a");
        await run.PassUntilAsync("a is alone", () => run.AreSharedBy("a"));
        await run.PassUntilAsync("it is said", () => run.Log.Warnings.Any(line => line.Contains("the account lacks delete on leases", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_taken_for_dead_by_mistake_stops_and_joins_again()
    {
        await using MemberRun run = await StartAsync();
        LeaseMembership a = run.Join("a");
        run.Join("b");
        await MemberRun.UntilAsync("two share", () => run.AreSharedBy("a", "b"));
        await run.SettleAsync();
        long before = a.Version;

        run.Cluster.Delete(Lease("a")).ShouldBeTrue();
        await MemberRun.UntilAsync("a has lost its share", () => a.Version > before);

        await run.PassUntilAsync("two share again", () => run.AreSharedBy("a", "b"));
        run.Log.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_takes_the_lease_of_the_one_before_it()
    {
        await using MemberRun run = await StartAsync();
        run.Cluster.Apply(Lease("a"));
        run.Join("a");
        await MemberRun.UntilAsync("it renews", () => run.Cluster.Requests("update", "leases") > 0 && run.AreSharedBy("a"));
        run.Log.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_with_one_name_are_told_so()
    {
        await using MemberRun run = await StartAsync();
        run.Join("a");
        run.Join("a", key: "another");
        await run.PassUntilAsync("it is said", () => run.Log.Warnings.Any(line => line.Contains("two replicas are named a", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Agents", "a", 10, "Group")]
    [InlineData("", "a", 10, "Group")]
    [InlineData("agents", "node_1", 10, "Identity")]
    [InlineData("agents", "-a", 10, "Identity")]
    [InlineData("agents", "a", 8, "LeaseDuration")]
    public async Task Options_that_make_no_lease_are_refused(string group, string identity, int seconds, string named)
    {
        await using MemberRun run = await StartAsync();
        using var meters = new TestMeters();
        await using var discovery = new KubernetesDiscovery(run.Cluster.Access, run.Time, meters, run.Log);
        var options = new ReplicaOptions { Group = group, Identity = identity, LeaseDuration = TimeSpan.FromSeconds(seconds) };
        Should.Throw<ArgumentException>(() => new LeaseMembership(discovery, options)).Message.ShouldContain(named);
    }

    private static async Task<MemberRun> StartAsync() => new() { Cluster = await SimulatedCluster.StartAsync() };

    private static JsonObject Lease(string identity) => new()
    {
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject
        {
            ["name"] = $"agents-{identity}",
            ["namespace"] = "default",
            ["labels"] = new JsonObject { ["pipelinedsl.io/group"] = "agents" },
            ["annotations"] = new JsonObject { ["pipelinedsl.io/sees"] = identity },
        },
    };

    private static async Task<JsonArray> LeasesAsync(MemberRun run)
    {
        using var client = new HttpClient { BaseAddress = run.Cluster.Url };
        JsonNode list = (await client.GetFromJsonAsync<JsonNode>("apis/coordination.k8s.io/v1/namespaces/default/leases", TestContext.Current.CancellationToken))!;
        return list["items"]!.AsArray();
    }
}
