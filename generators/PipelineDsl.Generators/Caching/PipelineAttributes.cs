using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PipelineDsl.Generators.Caching;

/// <summary>Tells by its name alone whether an attribute can be the one of pipelines.</summary>
internal static class PipelineAttributes
{
    public static bool IsNamed(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => IsNamed(qualified.Right),
        AliasQualifiedNameSyntax qualified => IsNamed(qualified.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText is "Pipeline" or "PipelineAttribute",
        _ => false,
    };

    public static bool MayMark(MethodDeclarationSyntax method) =>
        method.AttributeLists.Any(static list => list.Attributes.Any(static attribute => IsNamed(attribute.Name)));
}
