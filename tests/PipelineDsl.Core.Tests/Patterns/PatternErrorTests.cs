using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

public class PatternErrorTests
{
    [Theory]
    [InlineData("a(b", 1, "'(' is never closed")]
    [InlineData("((a)", 0, "'(' is never closed")]
    [InlineData("a)", 1, "')' closes nothing")]
    [InlineData("ab[c", 2, "'[' is never closed")]
    [InlineData("[a-", 0, "'[' is never closed")]
    [InlineData("x[z-a]", 2, "the range 'z-a' ends before it begins")]
    [InlineData("[a-\\d]", 3, "'\\d' is not an escape")]
    [InlineData("[[:foo:]]", 1, "there is no class '[:foo:]'")]
    [InlineData("a|*", 2, "there is nothing before '*' to repeat")]
    [InlineData("{2}", 0, "there is nothing before '{2}' to repeat")]
    [InlineData("a**", 2, "'*' repeats a repetition: put what comes before it in parentheses")]
    [InlineData("ab{1001}", 2, "'{1001}' repeats more than 1000 times")]
    [InlineData("a{3,2}", 1, "'{3,2}' asks for at least 3 and at most 2 times")]
    [InlineData("(x{500}){3}", 8, "nested repetitions multiply to more than 1000 times")]
    [InlineData("b(?=a)", 1, "'(?=' does not begin a group: RE2 has no lookahead")]
    [InlineData("b(?<!a)", 1, "'(?<!' does not begin a group: RE2 has no lookbehind")]
    [InlineData("(?P<x>a)(?P=x)", 8, "'(?P' does not begin a group: a named group is written '(?P<name>...)'")]
    [InlineData("(a)\\1", 3, "'\\1' is not an escape: RE2 has no back references")]
    [InlineData("é\\Z", 1, "'\\Z' is not an escape: write '\\z'")]
    [InlineData("a\\", 1, "a lone '\\' ends the pattern")]
    [InlineData("a\\Qb", 1, "'\\Q' is never closed: without an '\\E' it quotes the anchor that follows the pattern as well")]
    [InlineData("a(?i", 1, "'(?i' is never closed")]
    [InlineData("\\p{Foo}", 0, "'\\p{Foo}' does not name a category or a script of Unicode")]
    [InlineData("\\p{L", 0, "'\\p{' needs a '}' after the name of the class")]
    [InlineData("😀)", 2, "')' closes nothing")]
    public void Errors_say_what_is_wrong_and_where(string text, int position, string message)
    {
        Pattern.TryParse(text, out Pattern? pattern, out PatternError? error).ShouldBeFalse();
        pattern.ShouldBeNull();
        error.ShouldBe(new PatternError(message, position));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_not_a_pattern()
    {
        Pattern.TryParse("ab\uD83D", out _, out PatternError? error).ShouldBeFalse();
        error!.Position.ShouldBe(2);
    }

    [Fact]
    public void The_exception_quotes_the_pattern()
    {
        PatternException exception = Should.Throw<PatternException>(() => Pattern.Parse("a("));
        exception.Text.ShouldBe("a(");
        exception.Position.ShouldBe(1);
        exception.Message.ShouldBe("The pattern 'a(' is not valid at position 1: '(' is never closed.");
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(1100, false)]
    [InlineData(100_000, false)]
    public void Groups_nest_to_a_limit(int depth, bool isPattern) =>
        Pattern.TryParse(new string('(', depth) + new string(')', depth), out _, out _).ShouldBe(isPattern);

    [Fact]
    public void Groups_without_a_number_nest_without_a_limit() =>
        Pattern.Parse(string.Concat(Enumerable.Repeat("(?:", 100_000)) + "a" + new string(')', 100_000))
            .IsMatch("a"u8).ShouldBeTrue();

    [Fact]
    public void Size_has_a_limit() =>
        Pattern.TryParse(string.Concat(Enumerable.Repeat("(.[ab]{1000}){0}x{1000}", 4000)), out _, out _).ShouldBeFalse();
}
