using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

public class PatternShapeTests
{
    [Theory]
    [InlineData(".*", "Anything")]
    [InlineData("(.*)", "Anything")]
    [InlineData(".*.*", "Anything")]
    [InlineData("a|.*", "Anything")]
    [InlineData("(?:.+)?", "Anything")]
    [InlineData("|.+", "Anything")]
    [InlineData(".+", "NonEmpty")]
    [InlineData("(.+)", "NonEmpty")]
    [InlineData(".*.+", "NonEmpty")]
    [InlineData("", "''")]
    [InlineData("up", "'up'")]
    [InlineData("(u)(?:p)", "'up'")]
    [InlineData("^up$", "'up'")]
    [InlineData("a{3}", "'aaa'")]
    [InlineData("\\Qa.b\\E", "'a.b'")]
    [InlineData("foo(bar|baz)?", "{foo foobar foobaz}")]
    [InlineData("[abc]d", "{ad bd cd}")]
    [InlineData("up|down|up", "{up down}")]
    [InlineData("a{1,3}", "{a aa aaa}")]
    [InlineData("^$|Running", "{ Running}")]
    [InlineData("(?i)ab", "{AB Ab aB ab}")]
    [InlineData("(?i)k", "{K k \u212A}")]
    [InlineData("[éü]", "{é ü}")]
    [InlineData("foo.*", "'foo'*")]
    [InlineData("foo.+", "'foo'+")]
    [InlineData("foo(.*)", "'foo'*")]
    [InlineData("foo|foo.+", "'foo'*")]
    [InlineData("foo(.+)?", "'foo'*")]
    [InlineData(".*foo", "*'foo'")]
    [InlineData(".+foo$", "+'foo'")]
    [InlineData(".*foo.*", "*'foo'*")]
    [InlineData(".+foo.+", "+'foo'+")]
    [InlineData("foo.*bar", "'foo'*'bar'")]
    [InlineData("foo.+bar", "'foo'+'bar'")]
    [InlineData("up|processor.*", "'up' or 'processor'*")]
    [InlineData("a|b|x.*|.*y|.*z.*", "{a b} or 'x'* or *'y' or *'z'*")]
    [InlineData("(kube|node)_.*", "{kube_ node_}*")]
    [InlineData("go_.*|go_gc_.+|up_.*", "{go_ up_}*")]
    [InlineData("go_.+|go_.*|up_.*|up_x", "{go_ up_}*")]
    [InlineData("a.+|b.*|c.+|d.*", "{b d}* or {a c}+")]
    [InlineData("a.+|b.+|a.*", "'a'* or 'b'+")]
    [InlineData(".*_(sum|count)|.*x_sum", "*{_sum _count}")]
    [InlineData(".+a|.+ba|.+c", "+{a c}")]
    [InlineData(".*a|b.*", "'b'* or *'a'")]
    [InlineData("foo.*|foobar|foo", "'foo'*")]
    [InlineData("a[^\\x00-\\x{10FFFF}]", "Nothing")]
    [InlineData("[^/]*", "General")]
    [InlineData("a*", "General")]
    [InlineData(".", "General")]
    [InlineData(".{2,}", "General")]
    [InlineData("a.*b.*", "General")]
    [InlineData("a\\b", "General")]
    [InlineData("a^b", "General")]
    [InlineData("(?-s:.*)", "General")]
    [InlineData("\uFFFD.*", "General")]
    [InlineData("[a-z]{2}", "General")]
    [InlineData("a)|(?:b", "General")]
    public void Shape_of(string pattern, string shape) => ShapeText.Of(Pattern.Parse(pattern).Shape).ShouldBe(shape);

    [Fact]
    public void Sets_are_written_out_up_to_a_limit()
    {
        Pattern.Parse("(a|b){8}").Shape.Literals.Count.ShouldBe(256);
        Pattern.Parse("(a|b){9}").Shape.Kind.ShouldBe(PatternShapeKind.General);
    }

    [Theory]
    [InlineData(2048, "LiteralSet")]
    [InlineData(2049, "General")]
    public void Lists_can_be_long(int count, string kind)
    {
        Pattern pattern = Pattern.Parse($"({string.Join('|', Enumerable.Range(0, count).Select(static i => $"metric_{i}"))})");
        pattern.Shape.Kind.ToString().ShouldBe(kind);
        pattern.IsMatch(Encoding.UTF8.GetBytes($"metric_{count - 1}")).ShouldBeTrue();
        pattern.IsMatch(Encoding.UTF8.GetBytes($"metric_{count}")).ShouldBeFalse();
    }

    [Fact]
    public void Long_repetitions_are_given_up_early() =>
        Pattern.Parse("((a|b){0,10}){0,100}").Shape.Kind.ShouldBe(PatternShapeKind.General);

    [Theory]
    [InlineData("(.*)", "0+ 0-")]
    [InlineData("(.+)", "0+ 0-")]
    [InlineData("lit(.*)", "3+ 0-")]
    [InlineData("(.*)lit", "0+ 3-")]
    [InlineData("é(.*)", "2+ 0-")]
    [InlineData("(lit)(.+)", "0+ 3+ 3+ 0-")]
    [InlineData("(lit)", "0+ 3+")]
    [InlineData("([^:]+):9100", "0+ 5-")]
    [InlineData("([^:]+):(\\d\\d)", "0+ 3- 2- 0-")]
    [InlineData("a(b|ccc)[de]", "1+ 1-")]
    [InlineData("a(.+)b.*", null)]
    [InlineData("(a)|b", null)]
    [InlineData("(a)*", null)]
    [InlineData("(a){0}", null)]
    [InlineData("(.)\uFFFD", null)]
    [InlineData("a)|(b", null)]
    public void Layout_of(string pattern, string? groups)
    {
        CaptureLayout? layout = Pattern.Parse(pattern).Layout;
        string? actual = layout is null
            ? null
            : string.Join(' ', layout.Edges.Skip(2).Select(static edge => $"{edge.Distance}{(edge.FromEnd ? '-' : '+')}"));
        actual.ShouldBe(groups);
    }

    [Theory]
    [InlineData("foo.+", "foo", false)]
    [InlineData("foo.*bar", "foobar", true)]
    [InlineData("foo.*obar", "foobar", false)]
    [InlineData(".+a.+", "aa", false)]
    [InlineData(".+a.+", "aaa", true)]
    [InlineData("foo.*", "foo\n", true)]
    public void Shapes_match(string pattern, string value, bool isMatch) =>
        Pattern.Parse(pattern).IsMatch(Encoding.UTF8.GetBytes(value)).ShouldBe(isMatch);
}
