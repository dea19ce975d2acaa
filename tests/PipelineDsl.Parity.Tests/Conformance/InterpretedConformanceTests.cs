using PipelineDsl.Relabeling;

namespace PipelineDsl.Parity;

public sealed class InterpretedConformanceTests : RelabelConformance
{
    protected override RelabelEngine Engine => RelabelEngine.Interpreted;

    protected override RuleSet Load(RelabelCase @case) => RuleSet.Interpret(@case.ReadRules());
}
