using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;

namespace PipelineDsl.Generators.Caching;

/// <summary>All that what a file says can mean depends on, except the file: the outlines of all files that are written by hand or by others, references and options.</summary>
internal sealed class Surroundings
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> s_known = new();
    private static readonly ConditionalWeakTable<object, StrongBox<long>> s_numbers = new();
    private static long s_lastNumber;

    private Surroundings(Compilation compilation, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(compilation.AssemblyName ?? "");
        writer.Write(NumberOf(compilation.Options));
        foreach (MetadataReference reference in compilation.References)
        {
            writer.Write(NumberOf(reference));
        }

        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(static tree => !IsGenerated(tree)))
        {
            var outline = Outline.Of(tree, cancellationToken);
            writer.Write(outline.Digest);
            RenamePipeline |= outline.RenamesPipeline;
        }

        writer.Flush();
        content.Position = 0;
        using var sha = SHA256.Create();
        Key = Convert.ToBase64String(sha.ComputeHash(content));
    }

    /// <summary>What tells these surroundings from others.</summary>
    public string Key { get; }

    /// <summary>Whether the attribute of pipelines may have another name.</summary>
    public bool RenamePipeline { get; }

    public static Surroundings Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!s_known.TryGetValue(compilation, out Surroundings? surroundings))
        {
            surroundings = s_known.GetValue(compilation, key => new Surroundings(key, cancellationToken));
        }

        return surroundings;
    }

    // What is generated from the calls does not change what they mean: generator and analyzer see the same surroundings.
    private static bool IsGenerated(SyntaxTree tree) =>
        tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(tree.FilePath)) == typeof(PipelineGenerator).FullName;

    // References and options never change: the same object is the same content.
    private static long NumberOf(object part) =>
        s_numbers.GetValue(part, static _ => new StrongBox<long>(Interlocked.Increment(ref s_lastNumber))).Value;
}
