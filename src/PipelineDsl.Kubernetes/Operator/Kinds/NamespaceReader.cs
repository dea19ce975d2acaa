using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads where targets are looked for.</summary>
internal static class NamespaceReader
{
    /// <summary>The namespaces of a <c>namespaceSelector</c>; empty for all.</summary>
    public static ValueList<string> ReadNamespaceSelector(this Field selector, ResourceScope scope)
    {
        if (scope.Settings.IgnoreNamespaceSelectors)
        {
            return [scope.Namespace];
        }

        if (selector["any"].Flag() ?? false)
        {
            return [];
        }

        string[] names = selector["matchNames"].Texts();
        return names.Length == 0 ? [scope.Namespace] : Sorted(names);
    }

    /// <summary>The namespaces of a kubernetes discovery; empty for all.</summary>
    public static ValueList<string> ReadNamespaces(this Field namespaces) => Sorted(namespaces["names"].Texts());

    private static ValueList<string> Sorted(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
