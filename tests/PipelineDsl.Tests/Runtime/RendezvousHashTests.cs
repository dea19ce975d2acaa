using PipelineDsl.Runtime;

namespace PipelineDsl.Tests.Runtime;

public sealed class RendezvousHashTests
{
    private const int Keys = 20_000;

    public static TheoryData<int> MemberCounts => [1, 2, 3, 5, 10, 30];

    [Theory]
    [MemberData(nameof(MemberCounts))]
    public void One_that_joins_takes_its_share_and_moves_nothing_else(int count)
    {
        string[] members = Names(count);
        var before = new RendezvousHash(members);
        // In front, so that all indexes differ.
        var after = new RendezvousHash(["joiner", .. members]);

        int moved = 0;
        foreach (ulong key in RandomKeys(count))
        {
            string old = before.Members[before.OwnerOf(key)];
            string now = after.Members[after.OwnerOf(key)];
            if (now != old)
            {
                now.ShouldBe("joiner");
                moved++;
            }
        }

        ((double)moved).ShouldBe((double)Keys / (count + 1), 5 * Math.Sqrt((double)Keys / (count + 1)));
    }

    [Theory]
    [MemberData(nameof(MemberCounts))]
    public void Shares_are_balanced_even_for_neighbouring_keys(int count)
    {
        var hash = new RendezvousHash(Names(count));
        int[] shares = new int[count];
        for (ulong key = 0; key < Keys; key++)
        {
            shares[hash.OwnerOf(key)]++;
        }

        double share = (double)Keys / count;
        shares.ShouldAllBe(s => Math.Abs(s - share) < 5 * Math.Sqrt(share) + 1);
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        string[] members = Names(7);
        var one = new RendezvousHash(members);
        var other = new RendezvousHash([.. members.Reverse()]);
        RandomKeys(1).ShouldAllBe(key => one.Members[one.OwnerOf(key)] == other.Members[other.OwnerOf(key)]);
    }

    [Fact]
    public void Owners_are_the_same_in_all_versions()
    {
        // Replicas of two versions share targets while an update rolls: these owners may never change.
        var hash = new RendezvousHash(Names(5));
        string.Join("", Enumerable.Range(0, 20).Select(key => hash.OwnerOf((ulong)key * 0x9e3779b97f4a7c15))).ShouldBe("42022313132333113411");
    }

    [Fact]
    public void Nobody_owns_what_has_no_members() => new RendezvousHash([]).OwnerOf(1).ShouldBe(-1);

    [Fact]
    public void Static_shards_own_each_target_once()
    {
        StaticShard[] shards = [.. Enumerable.Range(0, 4).Select(index => new StaticShard(index, 4))];
        RandomKeys(2).ShouldAllBe(key => shards.Count(shard => shard.Owns(key)) == 1);
        shards.Select(shard => shard.Group).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    [InlineData(0, 0)]
    public void There_is_no_such_shard(int index, int count) => Should.Throw<ArgumentOutOfRangeException>(() => new StaticShard(index, count));

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"agent-{i}")];

    private static ulong[] RandomKeys(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Keys).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }
}
