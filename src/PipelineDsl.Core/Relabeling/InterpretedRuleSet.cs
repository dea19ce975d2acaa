using System.Collections.Immutable;

namespace PipelineDsl.Relabeling;

/// <summary>Runs rules from data.</summary>
internal sealed class InterpretedRuleSet : RuleSet
{
    private readonly PreparedRule[] _prepared;

    public InterpretedRuleSet(ImmutableArray<RelabelRule> rules)
        : base(rules)
    {
        _prepared = new PreparedRule[rules.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            if (RelabelRuleValidation.Validate(rules[i]) is { } error)
            {
                throw new RelabelRuleException(i, rules[i], error);
            }

            _prepared[i] = new PreparedRule(rules[i]);
        }
    }

    public override RelabelEngine Engine => RelabelEngine.Interpreted;

    public override int Apply(LabelSetBuilder labels)
    {
        for (int i = 0; i < _prepared.Length; i++)
        {
            if (!_prepared[i].Apply(labels))
            {
                return i;
            }
        }

        return Kept;
    }
}
