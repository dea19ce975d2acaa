using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Sets of literals, and of what texts begin or end with: long and short ones that have much in common.</summary>
public class LiteralSetProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Gen<string> s_part = Gen.Elements(
        "a", "b", "c", "ab", "é", "go_", "_total", "eightlet", "abcdefgh", "kube_pod_container_", "_seconds_bucket");

    private static readonly Gen<string> s_literal = s_part.NonEmptyListOf().Resize(4).Select(static parts => string.Concat(parts));

    private static readonly Gen<string[]> s_literals = s_literal.NonEmptyListOf().Resize(24).Select(static literals => literals.ToArray());

    [Fact]
    public void A_set_has_its_literals_only() =>
        Check("{0}", static (text, literals) => literals.Contains(text));

    [Fact]
    public void A_text_begins_with_one_of_a_set() =>
        Check("(?:{0}).*", static (text, literals) => literals.Any(literal => text.StartsWith(literal, StringComparison.Ordinal)));

    [Fact]
    public void A_text_begins_with_one_of_a_set_and_goes_on() =>
        Check("(?:{0}).+", static (text, literals) => literals.Any(literal => text.StartsWith(literal, StringComparison.Ordinal) && text.Length > literal.Length));

    [Fact]
    public void A_text_ends_with_one_of_a_set() =>
        Check(".*(?:{0})", static (text, literals) => literals.Any(literal => text.EndsWith(literal, StringComparison.Ordinal)));

    [Fact]
    public void A_text_ends_with_one_of_a_set_after_something() =>
        Check(".+(?:{0})", static (text, literals) => literals.Any(literal => text.EndsWith(literal, StringComparison.Ordinal) && text.Length > literal.Length));

    [Fact]
    public void Literals_can_differ_in_the_middle_only()
    {
        string[] literals = [.. Enumerable.Range(0, 500).Select(static i => $"begins_alike_{i:D4}_and_ends_alike")];
        Pattern set = Pattern.Parse(string.Join('|', literals));
        literals.ShouldAllBe(literal => set.IsMatch(Encoding.UTF8.GetBytes(literal)));
        set.IsMatch("begins_alike_0500_and_ends_alike"u8).ShouldBeFalse();
        Pattern prefixes = Pattern.Parse($"({string.Join('|', literals)}).*");
        prefixes.IsMatch("begins_alike_0499_and_ends_alike, or not"u8).ShouldBeTrue();
        prefixes.IsMatch("begins_alike_0500_and_ends_alike, or not"u8).ShouldBeFalse();
    }

    // Of a literal also its beginnings, its ends, and what is longer by a part.
    private static void Check(string format, Func<string, string[], bool> expected) =>
        Prop.ForAll(s_literals.ToArbitrary(), s_part.ToArbitrary(), (literals, part) =>
        {
            Pattern pattern = Pattern.Parse(string.Format(null, format, string.Join('|', literals)));
            return literals
                .SelectMany(literal => (string[])[literal, literal + part, part + literal, part + literal + part, literal[..^1], literal[1..], ""])
                .All(text => pattern.IsMatch(Encoding.UTF8.GetBytes(text)) == expected(text, literals));
        }).Check(s_config);
}
