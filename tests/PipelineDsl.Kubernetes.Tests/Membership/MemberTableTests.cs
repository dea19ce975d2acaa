namespace PipelineDsl.Kubernetes.Tests;

public sealed class MemberTableTests
{
    private readonly MemberTable _table = new("a", TimeSpan.FromSeconds(10));
    private int _version;

    [Fact]
    public void Who_is_silent_for_a_whole_duration_is_dead_and_its_lease_is_named()
    {
        Hear("a", 0);
        Hear("b", 0);
        HearSelfUntil(9);
        _table.Expire(At(9.9)).ShouldBeEmpty();
        _table.Expire(At(10)).Select(lease => lease.Identity).ShouldBe(["b"]);
        _table.Members.ShouldBe(["a"]);
    }

    [Fact]
    public void Who_renews_lives_on()
    {
        Hear("a", 0);
        Hear("b", 0);
        HearSelfUntil(6);
        Hear("b", 6);
        HearSelfUntil(15);
        _table.Expire(At(15.9)).ShouldBeEmpty();
        _table.Members.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Who_hears_nothing_at_all_takes_nobody_for_dead()
    {
        Hear("a", 0);
        Hear("b", 0);
        _table.Expire(At(3600)).ShouldBeEmpty();

        // Back again: everybody has a whole duration to be heard of.
        Hear("a", 3600);
        _table.Expire(At(3600)).ShouldBeEmpty();
        HearSelfUntil(3609, from: 3600);
        _table.Expire(At(3609.9)).ShouldBeEmpty();
        _table.Expire(At(3610)).Count.ShouldBe(1);
    }

    [Fact]
    public void Who_comes_back_lives_again()
    {
        Hear("a", 0);
        Hear("b", 0);
        HearSelfUntil(10);
        _table.Expire(At(10)).Count.ShouldBe(1);
        Hear("b", 11);
        _table.Expire(At(11)).ShouldBeEmpty();
        _table.Members.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_replica_without_lease_is_no_member()
    {
        Hear("b", 0);
        _table.Members.ShouldBeEmpty();
        _table.IsAdmitted(At(100)).ShouldBeFalse();
        Hear("a", 100);
        _table.Members.ShouldBe(["a", "b"]);

        // Waiting begins with the own lease, not before.
        Hear("c", 100, sees: "b,c");
        _table.IsAdmitted(At(101)).ShouldBeFalse();
        _table.Forget("a");
        _table.Members.ShouldBeEmpty();
    }

    [Fact]
    public void A_newcomer_waits_until_all_others_act_upon_it()
    {
        Hear("a", 0);
        Hear("b", 0, sees: "b,c");
        Hear("c", 0, sees: "b,c");
        _table.IsAdmitted(At(0)).ShouldBeFalse();
        Hear("b", 1, sees: "a,b,c");
        _table.IsAdmitted(At(1)).ShouldBeFalse();
        Hear("c", 2, sees: "a,b,c");
        _table.IsAdmitted(At(2)).ShouldBeTrue();
    }

    [Fact]
    public void A_newcomer_waits_for_the_dead_no_longer_than_for_a_lease()
    {
        Hear("a", 0);
        Hear("b", 0, sees: "b");
        _table.IsAdmitted(At(0)).ShouldBeFalse();
        HearSelfUntil(10);
        _table.Expire(At(10)).Count.ShouldBe(1);
        _table.IsAdmitted(At(10)).ShouldBeTrue();
    }

    [Fact]
    public void One_that_renews_but_never_acts_is_waited_for_no_longer_than_for_a_lease()
    {
        for (int second = 0; second < 10; second++)
        {
            Hear("a", second);
            Hear("b", second, sees: "b");
            _table.IsAdmitted(At(second)).ShouldBeFalse();
        }

        _table.IsAdmitted(At(10)).ShouldBeTrue();
    }

    [Fact]
    public void The_next_look_is_when_somebody_may_be_dead()
    {
        Hear("a", 0);
        Hear("b", 0);
        _table.Next(At(0)).ShouldBe(At(5));
        _table.Next(At(8)).ShouldBe(At(2));
        _table.Next(At(12)).ShouldBe(At(0.5));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Hear(string identity, double second, string sees = "a,b,c") =>
        _table.Hear(new ReplicaLease(identity, new ObjectVersion(identity, $"{++_version}"), sees.Split(',')), At(second));

    private void HearSelfUntil(double second, double from = 0)
    {
        for (double at = from + 3; at <= second; at += 3)
        {
            Hear("a", at);
        }
    }
}
