using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Whether the project lets generated code intercept calls. Intercepting without that is the error CS9137.</summary>
internal static class InterceptorSupport
{
    public const string Namespace = "PipelineDsl.Generated";

    public static bool IsOn(ParseOptions options) =>
        options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp11 }
        && options.Features.TryGetValue("InterceptorsNamespaces", out string? namespaces)
        && namespaces.Split(';').Select(static name => name.Trim()).Any(static name => name is Namespace or "PipelineDsl");
}
