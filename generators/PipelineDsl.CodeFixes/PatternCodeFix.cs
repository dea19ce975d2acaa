using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PipelineDsl.CodeFixes;

/// <summary>Rewrites a part of a pattern as the diagnostic says: without an anchor, with its dots escaped.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PatternCodeFix))]
[Shared]
public sealed class PatternCodeFix : CodeFixProvider
{
    private const string RedundantAnchor = "PDSL0103";
    private const string UnescapedDot = "PDSL0104";
    private const string Replacement = "Replacement";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RedundantAnchor, UnescapedDot];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            TextSpan span = diagnostic.Location.SourceSpan;
            if (root?.FindToken(span.Start) is { } token && IsWithinLiteral(token, span)
                && diagnostic.Properties.TryGetValue(Replacement, out string? replacement))
            {
                var change = new TextChange(span, Encode(replacement!, token));
                string title = diagnostic.Id == RedundantAnchor ? "Remove the anchor" : "Escape the dots";
                context.RegisterCodeFix(CodeAction.Create(title, cancel => ApplyAsync(context.Document, change, cancel), title), diagnostic);
            }
        }
    }

    // A pattern that is not a literal of one line is marked as a whole: there is no place to write to.
    private static bool IsWithinLiteral(SyntaxToken token, TextSpan span) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
        && span.Start > token.SpanStart && span.End < token.Span.End;

    private static string Encode(string value, SyntaxToken token) =>
        token.IsKind(SyntaxKind.StringLiteralToken) && token.Text[0] != '@' ? value.Replace("\\", "\\\\") : value;

    private static async Task<Document> ApplyAsync(Document document, TextChange change, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(change));
    }
}
