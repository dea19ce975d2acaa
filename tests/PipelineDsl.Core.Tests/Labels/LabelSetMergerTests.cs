namespace PipelineDsl.Core.Tests.Labels;

public sealed class LabelSetMergerTests
{
    private readonly LabelSetMerger _merger = new();

    [Fact]
    public void Of_a_name_that_several_have_the_last_counts() =>
        _merger.Merge(LabelSet.Of(("a", "1"), ("b", "1"), ("d", "1")), LabelSet.Empty, LabelSet.Of(("b", "2"), ("c", "2")), LabelSet.Of(("b", "3")))
            .ShouldBe(LabelSet.Of(("a", "1"), ("b", "3"), ("c", "2"), ("d", "1")));

    [Fact]
    public void Nothing_united_is_the_empty_set() => _merger.Merge(LabelSet.Empty, LabelSet.Empty).ShouldBeSameAs(LabelSet.Empty);

    [Fact]
    public void It_gives_what_a_builder_gives()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            LabelSet[] sets = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => LabelSet.Of([.. Enumerable.Range(0, random.Next(12))
                .Select(_ => (new string((char)('a' + random.Next(8)), random.Next(1, 200)), new string('v', random.Next(1, 300))))]))];
            var builder = new LabelSetBuilder();
            foreach ((string name, string value) in sets.SelectMany(set => set.ToDictionary()))
            {
                builder.Set(name, value);
            }

            _merger.Merge(sets).ShouldBe(builder.ToLabelSet());
        }
    }
}
