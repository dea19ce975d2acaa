using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Caching;

/// <summary>What was read from places in the source, for as long as it cannot have changed: as long as the file and its surroundings stay.</summary>
/// <remarks>
/// Roslyn asks for every place anew with every edit of any file, and to ask it for the meaning of a list of rules means to bind the method
/// around. Files are held weakly, and what is held for them has nothing of the compiler.
/// </remarks>
internal sealed class Readings<T>
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<SourceSpan, Reading>> _known = new();

    /// <summary>What was read from a node, or else what <paramref name="read"/> gives.</summary>
    public T? Get(GeneratorSyntaxContext context, Surroundings surroundings, Func<GeneratorSyntaxContext, CancellationToken, T?> read, CancellationToken cancellationToken)
    {
        if (!TryGet(context.Node, surroundings, out T? value))
        {
            value = read(context, cancellationToken);
            _known.GetOrCreateValue(context.Node.SyntaxTree)[SourceSpan.Of(context.Node)] = new(surroundings.Key, value);
        }

        return value;
    }

    /// <summary>What was read from a node, if anything was.</summary>
    public bool TryGet(SyntaxNode node, Surroundings surroundings, out T? value)
    {
        value = null;
        if (!_known.TryGetValue(node.SyntaxTree, out ConcurrentDictionary<SourceSpan, Reading>? ofTree)
            || !ofTree.TryGetValue(SourceSpan.Of(node), out Reading reading) || reading.Key != surroundings.Key)
        {
            return false;
        }

        value = reading.Value;
        return true;
    }

    private readonly record struct Reading(string Key, T? Value);
}
