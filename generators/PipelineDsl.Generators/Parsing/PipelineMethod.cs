using Microsoft.CodeAnalysis;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Reads a method that is marked as a pipeline.</summary>
internal static class PipelineMethod
{
    /// <summary>The pipeline; null when the method cannot be one.</summary>
    public static PipelineSpec? ToSpec(IMethodSymbol method)
    {
        if (Fault(method) is not null)
        {
            return null;
        }

        string type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return new PipelineSpec(
            NameOf(method),
            $"{type}.@{method.Name}",
            new(method.Parameters.Select(static p => p.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
                .ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))));
    }

    /// <summary>The pipeline's name.</summary>
    public static string NameOf(IMethodSymbol method) =>
        AttributeOf(method)?.ConstructorArguments is { Length: 1 } arguments && arguments[0].Value is string name ? name : PipelineName.Of(method.Name);

    /// <summary>The attribute that marks a pipeline; null when the method is not marked.</summary>
    public static AttributeData? AttributeOf(IMethodSymbol method) => method.GetAttributes().FirstOrDefault(
        static attribute => attribute.AttributeClass?.ToDisplayString() == DslSymbols.PipelineAttribute);

    /// <summary>Why a marked method cannot be registered, to follow its name; null when it can.</summary>
    public static string? Fault(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return "is a local function, which generated code cannot call: make it a static method of a class";
        }

        if (!method.IsStatic)
        {
            return "is not static";
        }

        if (method.IsGenericMethod || IsInGenericType(method))
        {
            return "is generic, and nothing says for which types to call it";
        }

        if (!DslSymbols.IsPipeline(method.ReturnType))
        {
            return $"returns {method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, not Pipeline";
        }

        if (!IsReachable(method))
        {
            return "cannot be called from generated code: make it and the types around it internal or public";
        }

        if (method.Parameters.Any(static p => p.RefKind != RefKind.None || p.Type.IsRefLikeType))
        {
            return "has a parameter that no service can fill";
        }

        return NameOf(method).Trim().Length == 0 ? "has an empty name" : null;
    }

    private static bool IsInGenericType(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReachable(IMethodSymbol method)
    {
        for (ISymbol? symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingType)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
                || symbol is INamedTypeSymbol { IsFileLocal: true })
            {
                return false;
            }
        }

        return true;
    }
}
