namespace PipelineDsl.Core.Tests.Labels;

public sealed class LabelSetTests
{
    [Fact]
    public void Labels_come_in_the_order_of_the_bytes_of_their_names()
    {
        LabelSet labels = LabelSet.Of(("b", "1"), ("a", "2"), ("é", "3"), ("B", "4"));

        labels.ToString().ShouldBe("""{B="4", a="2", b="1", é="3"}""");
    }

    [Fact]
    public void An_empty_value_is_an_absent_label()
    {
        LabelSet labels = LabelSet.Of(("a", ""), ("b", "1"));

        labels.Count.ShouldBe(1);
        labels["a"].ShouldBeNull();
        labels["b"].ShouldBe("1");
    }

    [Fact]
    public void Sets_with_the_same_labels_are_equal()
    {
        LabelSet one = LabelSet.Of(("a", "1"), ("b", "2"));
        LabelSet other = LabelSet.Of(("b", "2"), ("a", "1"));

        one.ShouldBe(other);
        one.GetHashCode().ShouldBe(other.GetHashCode());
        one.ShouldNotBe(LabelSet.Of(("a", "1"), ("b", "3")));
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(20_000)]
    public void Long_values_survive(int length)
    {
        string value = new('x', length);

        LabelSet.Of(("a", value), ("b", "1"))["a"].ShouldBe(value);
        LabelSet.Of(("a", value), ("b", "1"))["b"].ShouldBe("1");
    }

    [Fact]
    public void Text_escapes_quotes_backslashes_and_newlines() =>
        LabelSet.Of(("a", "x\"\\\n")).ToString().ShouldBe("""{a="x\"\\\n"}""");

    [Fact]
    public void A_label_needs_a_name() => Should.Throw<ArgumentException>(() => LabelSet.Of(("", "x")));
}
