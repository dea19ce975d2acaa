using System.Collections.Immutable;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

public sealed class CompiledConformanceTests : RelabelConformance
{
    // One compilation for all cases that load.
    private static readonly Lazy<Dictionary<string, RuleSet>> s_ruleSets = new(() =>
    {
        RelabelCase[] cases = [.. RelabelCases.All.Values.Where(IsLoaded)];
        IReadOnlyList<RuleSet> compiled = CompiledRuleSets.Compile([.. cases.Select(c => c.ReadRules())]);
        return cases.Zip(compiled).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    });

    protected override RelabelEngine Engine => RelabelEngine.Compiled;

    // What the interpreter refuses is no constant rule set either: the call stays as it is, and throws.
    protected override RuleSet Load(RelabelCase @case) =>
        s_ruleSets.Value.TryGetValue(@case.Name, out RuleSet? rules) ? rules : RuleSet.Interpret(@case.ReadRules());

    private static bool IsLoaded(RelabelCase @case)
    {
        try
        {
            RuleSet.Interpret(@case.ReadRules());
            return true;
        }
        catch (RelabelRuleException)
        {
            return false;
        }
    }
}
