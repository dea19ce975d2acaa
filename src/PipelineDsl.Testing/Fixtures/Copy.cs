namespace PipelineDsl.Testing;

/// <summary>Copies of dictionaries, for fixtures that do not change.</summary>
internal static class Copy
{
    /// <summary>A copy with one more entry.</summary>
    public static IDictionary<string, string> Of(IDictionary<string, string> entries, string name, string value) =>
        new SortedDictionary<string, string>(entries, StringComparer.Ordinal) { [name] = value };
}
