using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PipelineDsl.Generators.Caching;

/// <summary>What other files can see of a file: all but the bodies of its members, comments and blanks.</summary>
internal sealed class Outline
{
    private static readonly ConditionalWeakTable<SyntaxTree, Outline> s_known = new();

    private readonly StringBuilder _text = new();

    private Outline(SyntaxTree tree, CancellationToken cancellationToken)
    {
        Add(tree.GetRoot(cancellationToken));
        using var sha = SHA256.Create();
        Digest = sha.ComputeHash(Encoding.Unicode.GetBytes(_text.ToString()));
        _text = new();
    }

    /// <summary>What tells this outline from others.</summary>
    public byte[] Digest { get; }

    /// <summary>Whether it gives the attribute of pipelines another name.</summary>
    public bool RenamesPipeline { get; private set; }

    public static Outline Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!s_known.TryGetValue(tree, out Outline? outline))
        {
            outline = s_known.GetValue(tree, key => new Outline(key, cancellationToken));
        }

        return outline;
    }

    // Kinds, since the same words can be two things.
    private void Add(SyntaxNode node)
    {
        _text.Append((char)node.RawKind);
        if (IsBody(node))
        {
            return;
        }

        RenamesPipeline |= node is UsingDirectiveSyntax { Alias: not null, Name: { } name } && PipelineAttributes.IsNamed(name);
        foreach (SyntaxNodeOrToken child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } inner)
            {
                Add(inner);
            }
            else
            {
                _text.Append(child.AsToken().Text).Append('\n');
            }
        }
    }

    // No declaration has its type or its value from a body. Initializers count: constants and attributes have theirs.
    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax
        && node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax;
}
