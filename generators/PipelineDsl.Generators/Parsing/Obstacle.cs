using Microsoft.CodeAnalysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>What keeps rules from being known while the program is compiled.</summary>
/// <param name="Place">The place in the source.</param>
/// <param name="Reason">Why, to follow "these rules run on the interpreter:".</param>
internal sealed record Obstacle(SourceSpan Place, string Reason)
{
    public static Obstacle At(IOperation operation, string reason) => new(SourceSpan.Of(operation.Syntax), reason);

    public static Obstacle NotConstant(IOperation operation) => At(operation, $"'{Shorten(operation.Syntax.ToString())}' is not a constant");

    /// <summary>A text of the source, short enough for a message.</summary>
    public static string Shorten(string source)
    {
        int lineEnd = source.IndexOfAny(['\r', '\n']);
        int end = Math.Min(lineEnd < 0 ? source.Length : lineEnd, 60);
        return end == source.Length ? source : source.Substring(0, end).TrimEnd() + "...";
    }
}
