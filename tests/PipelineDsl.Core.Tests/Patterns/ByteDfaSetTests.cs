using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>What can be said about the texts of patterns without any text at hand.</summary>
public class ByteDfaSetTests
{
    [Theory]
    [InlineData("(?s:.*)", true, false)]
    [InlineData("|.+", true, false)]
    [InlineData("[^:]*(:.*)?", true, false)]
    [InlineData("a)|(?:", true, false)]
    [InlineData("a[^\\x00-\\x{10FFFF}]", false, true)]
    [InlineData("a^b", false, true)]
    [InlineData("a\\bb", false, true)]
    [InlineData("a*", false, false)]
    [InlineData("(?-s:.*)", false, false)]
    public void Everything_and_nothing(string text, bool isUniversal, bool isEmpty)
    {
        Of(text).IsUniversal.ShouldBe(isUniversal);
        Of(text).IsEmpty.ShouldBe(isEmpty);
        Of(text).Complement().IsEmpty.ShouldBe(isUniversal);
    }

    [Theory]
    [InlineData("kube_pod_.*", "kube_.*", true)]
    [InlineData("kube_.*", "kube_pod_.*", false)]
    [InlineData("a|b|c", "[a-c]", true)]
    [InlineData("\\d+", "[0-9]*", true)]
    [InlineData("[0-9]*", "\\d+", false)]
    [InlineData("(?i)k", "[kK\u212A]", true)]
    [InlineData("a{2,5}", "(aa)?a{0,3}", true)]
    [InlineData("\\x{FFFD}", ".", true)]
    [InlineData(".", "[^\\x{FFFD}]", false)]
    public void Subsets(string left, string right, bool isSubset) => Of(left).IsSubsetOf(Of(right)).ShouldBe(isSubset);

    [Theory]
    [InlineData("a|b|c", "[a-c]")]
    [InlineData("a*a*", "(a|aa)*")]
    [InlineData("foo.*|foobar", "foo(.|.+)?")]
    [InlineData("(.*)x(.*)", "[^x]*?x.*")]
    [InlineData(".*", "(?s:.)*\\b*.*$")]
    public void Patterns_that_match_the_same_have_equal_automata(string left, string right)
    {
        Of(left).ShouldBe(Of(right));
        Of(left).GetHashCode().ShouldBe(Of(right).GetHashCode());
        Of(left).ShouldNotBe(Of("y"));
    }

    [Theory]
    [InlineData("a|b", "a")]
    [InlineData("", "")]
    [InlineData(".+", "a")]
    [InlineData("[0-9]{3}", "000")]
    [InlineData("[^a-z]", "0")]
    [InlineData("x[^ -~]y", "x\0y")]
    [InlineData("(?:é|日)+", "é")]
    [InlineData("\\x{FFFD}", "\uFFFD")]
    [InlineData("日|[日x]a", "xa")]
    [InlineData("a^b", null)]
    public void Witnesses(string text, string? example) =>
        (Of(text).Witness() is { } utf8 ? Encoding.UTF8.GetString(utf8) : null).ShouldBe(example);

    [Fact]
    public void Operations_have_limits()
    {
        // Lengths that are multiples of numbers without a common divisor have as many pairs as their product.
        ByteDfa left = Of("(a{997})*b");
        ByteDfa right = Of("(a{991})*c");
        left.Intersect(right).ShouldBeNull();
        left.Except(right).ShouldBeNull();
        left.Overlaps(right).ShouldBeNull();
        left.IsSubsetOf(right).ShouldBe(false);
        left.IsSubsetOf(left).ShouldBe(true);
    }

    [Fact]
    public void Operations_agree_with_answers() =>
        Prop.ForAll(
            ParsablePattern.Two().ToArbitrary(),
            PatternGenerators.Bytes.ListOf().Resize(10).ToArbitrary(),
            static (texts, values) =>
            {
                ByteDfa left = Of(texts.Item1);
                ByteDfa right = Of(texts.Item2);
                return values.All(value => AreAnswersRight(left, right, value)) && AreExamplesRight(left, right);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Gen<string> ParsablePattern => PatternGenerators.AnyPattern.Where(static text => Pattern.TryParse(text, out Pattern? pattern, out _) && pattern.Dfa is not null);

    private static bool AreAnswersRight(ByteDfa left, ByteDfa right, byte[] value)
    {
        (bool inLeft, bool inRight) = (left.IsMatch(value), right.IsMatch(value));
        return left.Complement().IsMatch(value) == !inLeft
            && left.Intersect(right)!.IsMatch(value) == (inLeft && inRight)
            && left.Union(right)!.IsMatch(value) == (inLeft || inRight)
            && left.Except(right)!.IsMatch(value) == (inLeft && !inRight)
            && (!inLeft || inRight || left.IsSubsetOf(right) == false)
            && (!inLeft || !inRight || left.Overlaps(right) == true);
    }

    private static bool AreExamplesRight(ByteDfa left, ByteDfa right)
    {
        ByteDfa difference = left.Except(right)!;
        byte[]? witness = difference.Witness();
        return difference.IsEmpty == (witness is null)
            && left.IsSubsetOf(right) == difference.IsEmpty
            && left.Overlaps(right) == !left.Intersect(right)!.IsEmpty
            && (witness is null || (left.IsMatch(witness) && !right.IsMatch(witness) && System.Text.Unicode.Utf8.IsValid(witness)))
            && left.Complement().Complement().Equals(left)
            && left.Union(left.Complement())!.IsUniversal;
    }

    private static ByteDfa Of(string text) => Pattern.Parse(text).Dfa!;
}
