using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PipelineDsl.Generators.Model;

/// <summary>The place of an expression in its file: what was read can be kept without keeping the file.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many characters it has.</param>
internal readonly record struct SourceSpan(int Start, int Length)
{
    public static SourceSpan Of(SyntaxNode node) => new(node.SpanStart, node.Span.Length);

    public static SourceSpan Of(SyntaxToken token) => new(token.SpanStart, token.Span.Length);

    public Location In(SyntaxTree tree) => Location.Create(tree, new TextSpan(Start, Length));

    /// <summary>The expression again.</summary>
    public SyntaxNode NodeIn(SyntaxTree tree) => tree.GetRoot().FindNode(new TextSpan(Start, Length), getInnermostNodeForTie: true);
}
