using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

/// <summary>What every engine must do with every case.</summary>
public abstract class RelabelConformance
{
    /// <summary>Accidents of Prometheus that we do not repeat.</summary>
    /// <remarks><c>default-regex-spelled-out</c>: a rule is data here, and a default that was spelled out is the default.</remarks>
    private static readonly string[] s_deviations = ["default-regex-spelled-out"];

    /// <summary>The names of all cases.</summary>
    public static TheoryData<string> Names => [.. RelabelCases.All.Keys];

    /// <summary>The engine under test.</summary>
    protected abstract RelabelEngine Engine { get; }

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_Prometheus(string name)
    {
        RelabelCase @case = RelabelCases.All[name];
        RuleSet rules;
        try
        {
            rules = Load(@case);
        }
        catch (RelabelRuleException e)
        {
            e.Index.ShouldBe(@case.ErrorRule ?? -1, e.Message);
            return;
        }

        if (s_deviations.Contains(@case.Quirk))
        {
            return;
        }

        @case.ErrorRule.ShouldBeNull("the rule loads, and should not");
        rules.Engine.ShouldBe(Engine);
        rules.Rules.ShouldBe(@case.ReadRules());
        var labels = new LabelSetBuilder(@case.Labels);
        rules.Apply(labels).ShouldBe(@case.Outcome);
        if (@case.Result is { } result)
        {
            labels.ToLabelSet().ShouldBe(result);
        }

        Explanations.ShouldAgree(rules, @case.Labels);
    }

    /// <summary>The case's rules on the engine under test.</summary>
    protected abstract RuleSet Load(RelabelCase @case);
}
