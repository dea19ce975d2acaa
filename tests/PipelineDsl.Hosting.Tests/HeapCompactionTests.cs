namespace PipelineDsl.Hosting.Tests;

public sealed class HeapCompactionTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void It_comes_once_when_much_was_allocated_and_then_less()
    {
        using var compaction = new HeapCompaction(TimeProvider.System);
        long allocated = 0;
        bool Look(long megabytes) => compaction.Look(allocated += megabytes * Megabyte);

        // Targets come; scrapes repeat; more come.
        bool[] compacted = [Look(5), Look(90), Look(60), Look(20), Look(20), Look(12), Look(20), Look(200), Look(20), Look(5), Look(5)];

        compacted.ShouldBe([false, false, false, true, false, false, false, false, true, true, false]);
    }

    [Fact]
    public void Little_is_left_alone()
    {
        using var compaction = new HeapCompaction(TimeProvider.System);
        compaction.Look(10 * Megabyte).ShouldBeFalse();
        compaction.Look(10 * Megabyte).ShouldBeFalse();
    }
}
