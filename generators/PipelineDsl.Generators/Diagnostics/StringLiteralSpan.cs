using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>Finds the place in the source of a part of a string's value.</summary>
internal static class StringLiteralSpan
{
    /// <summary>The place of a part of a value; that of the whole expression when it is not a literal of one line.</summary>
    public static Location Of(SyntaxNode expression, int start, int length)
    {
        if (expression is not LiteralExpressionSyntax { Token: var token }
            || token.Kind() is not (SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken))
        {
            return expression.GetLocation();
        }

        int from = Offset(token, start);
        int to = Math.Max(Offset(token, start + length), from + 1);
        return Location.Create(expression.SyntaxTree, TextSpan.FromBounds(token.SpanStart + from, token.SpanStart + to));
    }

    private static int Offset(SyntaxToken token, int index)
    {
        string text = token.Text;
        int quotes = 0;
        while (text[text.Length - 1 - quotes] == '"' && token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
        {
            quotes++;
        }

        if (quotes > 0)
        {
            return Math.Min(quotes + index, text.Length - quotes);
        }

        bool isVerbatim = text[0] == '@';
        int at = isVerbatim ? 2 : 1;
        for (int i = 0; i < index && at < text.Length - 1;)
        {
            (int source, int value) = isVerbatim ? (text[at] == '"' ? 2 : 1, 1) : Escape(text, at);
            at += source;
            i += value;
        }

        return at;
    }

    /// <summary>How many characters an escape has in the source and in the value.</summary>
    private static (int Source, int Value) Escape(string text, int at)
    {
        if (text[at] != '\\')
        {
            return (1, 1);
        }

        switch (text[at + 1])
        {
            case 'u':
                return (6, 1);
            case 'U':
                return (10, text.Substring(at + 2, 4) == "0000" ? 1 : 2);
            case 'x':
                int digits = 0;
                while (digits < 4 && Uri.IsHexDigit(text[at + 2 + digits]))
                {
                    digits++;
                }

                return (2 + digits, 1);
            default:
                return (2, 1);
        }
    }
}
