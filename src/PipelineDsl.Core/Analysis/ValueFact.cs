using System.Collections.Immutable;
using PipelineDsl.Patterns;

namespace PipelineDsl.Analysis;

/// <summary>What a value can be at some place in a list of rules.</summary>
/// <param name="Language">The texts it can be.</param>
/// <param name="Causes">The rules that made it so, in order.</param>
internal sealed record ValueFact(ByteDfa Language, ImmutableArray<int> Causes)
{
    /// <summary>The same with another set, because of one more rule.</summary>
    public ValueFact With(ByteDfa language, int cause) => new(language, Causes.Contains(cause) ? Causes : Causes.Add(cause));
}
