using System.Text;

namespace PipelineDsl.Core.Tests.Labels;

public sealed class LabelSetBuilderTests
{
    [Fact]
    public void Setting_the_empty_value_removes_the_label()
    {
        var builder = new LabelSetBuilder(LabelSet.Of(("a", "1"), ("b", "2")));

        builder.Set("a", "");

        builder.ToLabelSet().ShouldBe(LabelSet.Of(("b", "2")));
    }

    [Fact]
    public void A_label_may_be_set_from_another_of_the_same_builder()
    {
        var builder = new LabelSetBuilder(LabelSet.Of(("a", new string('x', 3000))));

        // Long enough to make the builder's memory move while it is read.
        builder.Set("b"u8, builder.Get("a"u8));
        builder.Set("a"u8, builder.Get("b"u8)[..3]);

        builder.ToLabelSet().ShouldBe(LabelSet.Of(("a", "xxx"), ("b", new string('x', 3000))));
    }

    [Fact]
    public void A_walk_shows_untouched_labels_by_name_and_then_set_ones_in_the_order_they_were_first_set()
    {
        var builder = new LabelSetBuilder(LabelSet.Of(("a", "1"), ("b", "2"), ("c", "3")));
        builder.Set("z", "4");
        builder.Set("b", "2");
        builder.Set("d", "5");
        builder.Set("z", "6");
        builder.Remove("a"u8);

        Walk(builder).ShouldBe(["c=3", "z=6", "b=2", "d=5"]);
    }

    [Fact]
    public void A_label_that_is_deleted_and_set_again_moves_to_the_end()
    {
        var builder = new LabelSetBuilder(LabelSet.Of(("a", "1")));
        builder.Set("x", "1");
        builder.Set("y", "2");
        builder.Remove("x"u8);
        builder.Set("x", "3");

        Walk(builder).ShouldBe(["a=1", "y=2", "x=3"]);
    }

    [Fact]
    public void A_snapshot_does_not_see_later_changes()
    {
        var builder = new LabelSetBuilder(LabelSet.Of(("a", "1"), ("b", "2")));
        var seen = new List<string>();

        foreach (Utf8Label label in builder.TakeSnapshot())
        {
            seen.Add(Encoding.UTF8.GetString(label.Name));
            builder.Remove("b"u8);
            builder.Set("c", "3");
        }

        seen.ShouldBe(["a", "b"]);
        builder.ToLabelSet().ShouldBe(LabelSet.Of(("a", "1"), ("c", "3")));
    }

    [Fact]
    public void Joining_takes_absent_labels_as_empty()
    {
        var builder = new LabelSetBuilder(LabelSet.Of(("a", "1"), ("c", "3")));

        Encoding.UTF8.GetString(builder.Join(["a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray()], "--"u8)).ShouldBe("1----3");
        builder.Join([], ";"u8).Length.ShouldBe(0);
    }

    [Fact]
    public void Reuse_does_not_allocate_until_a_set_is_made()
    {
        LabelSet labels = LabelSet.Of(("a", "1"), ("b", "2"));
        var builder = new LabelSetBuilder();
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Use();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Use()
        {
            builder.Reset(labels);
            builder.Set("c"u8, builder.Get("a"u8));
            builder.Remove("b"u8);
            foreach (Utf8Label label in builder.TakeSnapshot())
            {
                builder.Set(label.Name, "x"u8);
            }
        }
    }

    private static List<string> Walk(LabelSetBuilder builder)
    {
        var walk = new List<string>();
        foreach (Utf8Label label in builder.TakeSnapshot())
        {
            walk.Add($"{Encoding.UTF8.GetString(label.Name)}={Encoding.UTF8.GetString(label.Value)}");
        }

        return walk;
    }
}
