using System.Text;
using PipelineDsl.Discovery;
using PipelineDsl.Patterns;

namespace PipelineDsl.Kubernetes;

/// <summary>Which namespaces the options of annotation autodiscovery mean, by names and patterns.</summary>
internal sealed class NamespaceFilter(AnnotationOptions options)
{
    private readonly Pattern? _included = AnyOf(options.Namespaces);
    private readonly Pattern? _excluded = AnyOf(options.ExcludeNamespaces);

    public bool Includes(ReadOnlySpan<byte> name) => (_included is null || _included.IsMatch(name)) && (_excluded is null || !_excluded.IsMatch(name));

    /// <summary>Why a namespace is not meant.</summary>
    public string WhyNot(ReadOnlySpan<byte> name) => _excluded is not null && _excluded.IsMatch(name)
        ? $"the namespace {Encoding.UTF8.GetString(name)} is excluded"
        : $"not in the namespaces {string.Join(", ", options.Namespaces)}";

    private static Pattern? AnyOf(ValueList<string> entries) =>
        entries.Count == 0 ? null : Pattern.Parse(string.Join('|', entries.Select(entry => $"(?:{entry})")));
}
