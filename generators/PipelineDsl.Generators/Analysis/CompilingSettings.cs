using Microsoft.CodeAnalysis.Diagnostics;

namespace PipelineDsl.Generators.Analysis;

/// <summary>What the project file says about the compiling of rules, as far as <c>PipelineDsl.targets</c> shows it to the compiler.</summary>
/// <param name="IsOff">Whether <c>PipelineDslInterceptors</c> switches it off; null where the targets are not imported.</param>
/// <param name="IsRequired">Whether <c>PipelineDslRequireCompiled</c> asks for it.</param>
internal readonly record struct CompilingSettings(bool? IsOff, bool IsRequired)
{
    public static CompilingSettings Of(AnalyzerOptions options)
    {
        AnalyzerConfigOptions properties = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        bool? isOff = properties.TryGetValue("build_property.PipelineDslInterceptors", out string? isOn)
            ? !isOn.Equals("true", StringComparison.OrdinalIgnoreCase)
            : null;
        bool isRequired = properties.TryGetValue("build_property.PipelineDslRequireCompiled", out string? required)
            && required.Equals("true", StringComparison.OrdinalIgnoreCase);
        return new(isOff, isRequired);
    }
}
