using System.Buffers;
using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

public class ReplacementTemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "0'plain'")]
    [InlineData("$1", "0#1")]
    [InlineData("a$1b", "0'a' 1@1b")]
    [InlineData("a${1}b", "0'a' 1#1 5'b'")]
    [InlineData("$1_2", "0@1_2")]
    [InlineData("$1-$2", "0#1 2'-' 3#2")]
    [InlineData("$1é", "0@1é")]
    [InlineData("$𝒜", "0@𝒜")]
    [InlineData("$٣", "0@٣")]
    [InlineData("$name.x", "0@name 5'.x'")]
    [InlineData("$0", "0#0")]
    [InlineData("$01", "0@01")]
    [InlineData("$10", "0#10")]
    [InlineData("$99999999999", "0@99999999999")]
    [InlineData("$$", "0'$'")]
    [InlineData("$$1", "0'$1'")]
    [InlineData("a$$$1", "0'a$' 3#1")]
    [InlineData("$", "0'$'")]
    [InlineData("${", "0'${'")]
    [InlineData("${1", "0'${1'")]
    [InlineData("${}", "0'${}'")]
    [InlineData("${ 1}", "0'${ 1}'")]
    [InlineData("${1:-x}", "0'${1:-x}'")]
    [InlineData("$-1", "0'$-1'")]
    [InlineData("$(1)", "0'$(1)'")]
    [InlineData("\\1", "0'\\1'")]
    [InlineData("${1}${2}", "0#1 4#2")]
    public void Parts_of(string text, string parts)
    {
        ReplacementTemplate template = ReplacementTemplate.Parse(text);
        string.Join(' ', template.Parts.Select(Describe)).ShouldBe(parts);
        template.IsLiteral.ShouldBe(!parts.Contains('#', StringComparison.Ordinal) && !parts.Contains('@', StringComparison.Ordinal));
        template.Text.ShouldBe(text);
    }

    [Fact]
    public void References_to_missing_groups_can_be_found()
    {
        Pattern pattern = Pattern.Parse("(a)(?P<name>b)");
        ReplacementTemplate.Parse("$0$1${2}$3 $name ${Name} $1x").References
            .Where(reference => !reference.Exists(pattern.GroupNames))
            .Select(static reference => (reference.Reference, reference.Position))
            .ShouldBe([("3", 8), ("Name", 17), ("1x", 25)]);
    }

    [Theory]
    [InlineData("(?P<n>a)|(?P<n>b)", "b", "[$n]", "[b]")]
    [InlineData("(a)|(b)", "b", "[$1$2$3]", "[b]")]
    [InlineData("(?P<2>a)(b)", "ab", "$2", "b")]
    [InlineData("(.*)", "日本", "<${1}>", "<日本>")]
    [InlineData("(?P<é>x)?a", null, null, null)]
    [InlineData("(?P<x>a*)b", "b", "[$x]", "[]")]
    public void Expands_to(string patternText, string? value, string? templateText, string? expected)
    {
        if (value is null)
        {
            Pattern.TryParse(patternText, out _, out _).ShouldBeFalse();
            return;
        }

        Pattern pattern = Pattern.Parse(patternText);
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        var offsets = new int[2 * (pattern.GroupCount + 1)];
        var output = new ArrayBufferWriter<byte>();

        pattern.Match(utf8, offsets).ShouldBeTrue();
        ReplacementTemplate.Parse(templateText!).Expand(pattern, utf8, offsets, output);

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(expected);
    }

    private static string Describe(ReplacementPart part) =>
        part.IsLiteral ? $"{part.Position}'{Encoding.UTF8.GetString(part.Literal.Span)}'"
        : part.GroupName is null ? $"{part.Position}#{part.GroupNumber}"
        : $"{part.Position}@{part.GroupName}";
}
