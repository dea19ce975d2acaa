using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PipelineDsl.Generators.Caching;

/// <summary>What was read from places in the source, for as long as it cannot have changed: as long as the file and its surroundings stay.</summary>
/// <remarks>
/// Roslyn asks for every place anew with every edit of any file, and to ask it for the meaning of a list of rules means to bind the method
/// around. Files are held weakly, and what is held for them has nothing of the compiler.
/// </remarks>
internal sealed class Readings<T>
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<(int Start, int Length), Reading>> _known = new();

    /// <summary>What was read from a node, or else what <paramref name="read"/> gives.</summary>
    public T? Get(GeneratorSyntaxContext context, Surroundings surroundings, Func<GeneratorSyntaxContext, CancellationToken, T?> read, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<(int Start, int Length), Reading> ofTree = _known.GetOrCreateValue(context.Node.SyntaxTree);
        TextSpan span = context.Node.Span;
        (int Start, int Length) place = (span.Start, span.Length);
        if (!ofTree.TryGetValue(place, out Reading reading) || reading.Key != surroundings.Key)
        {
            ofTree[place] = reading = new(surroundings.Key, read(context, cancellationToken));
        }

        return reading.Value;
    }

    private readonly record struct Reading(string Key, T? Value);
}
