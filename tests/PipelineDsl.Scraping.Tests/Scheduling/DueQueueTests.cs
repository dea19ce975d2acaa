using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Scraping.Scheduling;

namespace PipelineDsl.Scraping.Tests.Scheduling;

public sealed class DueQueueTests
{
    [Fact]
    public void The_next_one_is_first_whoever_was_taken_out() =>
        Prop.ForAll(Gen.Choose(0, 30).ListOf().ToArbitrary(), Gen.Choose(0, 1 << 20).ToArbitrary(), (dues, seed) => Check([.. dues], seed))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void Check(List<int> dues, int seed)
    {
        var random = new Random(seed);
        var queue = new DueQueue();
        var waiting = new List<(Waiter Waiter, int Due)>();
        foreach (int due in dues)
        {
            var waiter = new Waiter();
            queue.Add(waiter, due);
            waiting.Add((waiter, due));
            if (random.Next(3) == 0)
            {
                int at = random.Next(waiting.Count);
                queue.Remove(waiting[at].Waiter);
                // Once more does no harm.
                queue.Remove(waiting[at].Waiter);
                waiting.RemoveAt(at);
            }
        }

        queue.Count.ShouldBe(waiting.Count);
        var order = new List<long>();
        while (queue.Count > 0)
        {
            order.Add(queue.First.Due);
            queue.Remove(queue.First.Target);
        }

        order.ShouldBe(waiting.Select(w => (long)w.Due).Order());
    }

    private sealed class Waiter : IScheduled
    {
        public int Place { get; set; } = -1;

        public void Start()
        {
        }
    }
}
