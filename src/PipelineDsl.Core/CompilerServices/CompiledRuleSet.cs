using System.Collections.Immutable;
using System.ComponentModel;
using PipelineDsl.Relabeling;

namespace PipelineDsl.CompilerServices;

/// <summary>Rules that the generator has written as code. Base of generated classes.</summary>
/// <remarks>The code does not repeat the rules as data: the call that it stands for has them.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledRuleSet : RuleSet
{
    /// <summary>Creates a rule set that does not know its rules yet.</summary>
    protected CompiledRuleSet()
        : base([])
    {
    }

    /// <inheritdoc/>
    public sealed override RelabelEngine Engine => RelabelEngine.Compiled;

    /// <summary>Takes the rules that the code was written from, with their places.</summary>
    internal CompiledRuleSet WrittenFrom(ImmutableArray<RelabelRule> rules)
    {
        Rules = rules;
        return this;
    }
}
