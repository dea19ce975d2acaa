using PipelineDsl.Compiling;

namespace PipelineDsl.Generators.Tests;

/// <summary>Patterns without a literal shape become tables, unless they are too large for that.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("rules.Keep(Pod.Name, \"[a-z]+-\\\\d+\")")]
    [InlineData("rules.Drop(Pod.Name, \"(a|b)*c\")")]
    [InlineData("rules.Replace([Pod.Ip, Pod.Name], \"(.+?)(:\\\\d+)?;(\\\\d+)\", \"x\", \"$1:$3\")")]
    [InlineData("rules.Replace(Pod.Ip, \"(?P<a>\\\\d+)\\\\.(?P<b>\\\\d+).*\", \"x\", \"<${a}|${b}>\")")]
    [InlineData("rules.LabelMap(\"[a-z]+\", \"m_$0\")")]
    [InlineData("rules.LabelDrop(\"[a-z]{3,}\")")]
    public void No_pattern_is_read_when_the_program_runs(string rule)
    {
        IReadOnlyDictionary<string, string> sources = Sources(rule);
        sources["Patterns.g.cs"].ShouldContain("private static readonly byte[] s_classes = TableReader.Bytes(256, ");
        sources["Relabelings.g.cs"].ShouldNotContain("Pattern.Parse");
    }

    [Theory]
    [InlineData("[ab]*a[ab]{18}", "IsMatch")]
    [InlineData("(?:\\\\pL{1,40}){20}x", "IsMatch")]
    [InlineData("(?:.*a){30}.{20}b.{20}c", "IsMatch")]
    public void A_pattern_that_is_too_large_is_left_to_the_machine(string pattern, string call) =>
        Relabelings($"rules.Keep(Pod.Name, \"{pattern}\")").ShouldContain($"s_pattern0.{call}(podName)");

    [Fact]
    public void One_class_serves_all_patterns_that_are_the_same_automaton()
    {
        string patterns = Sources("rules.Keep(Pod.Name, \"[a-c]+\")).Relabel(rules => rules.Keep(Pod.Ip, \"[a-c]+\").Keep(Pod.Uid, \"[abc]+\")")["Patterns.g.cs"];
        patterns.Split("internal static class").Length.ShouldBe(2);
        patterns.ShouldContain("// [a-c]+\n");
    }

    [Fact]
    public void What_a_rule_has_set_is_known_to_the_next()
    {
        string source = Relabelings("rules.Set(\"team\", \"blue\").Keep(\"team\", \"bl.*\").Copy(\"team\", \"crew\").Drop(\"crew\", \"red|green\")");
        source.ShouldContain("labels.Set(\"crew\"u8, \"blue\"u8);");
        source.ShouldNotContain("labels.Get");
        source.ShouldNotContain("if (");
    }

    [Fact]
    public void Rules_on_one_label_decide_together()
    {
        const string rules = "rules.Keep(Pod.Phase, \"a|b|c|d|e\").Drop(Pod.Phase, \"[ab]\").Keep(Pod.Phase, \"[^c]+\").Drop(Pod.Phase, \"x\")";
        string source = Relabelings(rules);
        source.ShouldMatch("int droppedBy = Decide_[0-9a-f]{32}\\.By\\(podPhase\\);");
        Sources(rules)["Patterns.g.cs"].ShouldContain("return Is(value, \"a\"u8) ? 1 : 0;");
    }

    private static string Relabelings(string rules) => Sources(rules)["Relabelings.g.cs"];

    private static IReadOnlyDictionary<string, string> Sources(string rules)
    {
        var run = GeneratorRun.Of($$"""
            public static class Pipelines
            {
                public static Pipeline Get() => Discover.Pods().Relabel(rules => {{rules}}).Scrape().ForwardTo(new Destination("d"));
            }
            """);
        run.Problems.ShouldBeEmpty();
        return run.Sources;
    }
}
