namespace PipelineDsl.Generators.Emission;

/// <summary>The static fields and methods of an emitted class, each once.</summary>
internal sealed class Statics
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public SourceWriter Fields { get; } = new(indent: 2);

    public SourceWriter Methods { get; } = new(indent: 2);

    /// <summary>A field for a pattern that no simpler test can replace.</summary>
    public string Pattern(string pattern) =>
        Field("Pattern", "s_pattern", $"Pattern.Parse({Literals.Text(pattern)})");

    /// <summary>A field for templates with their pattern.</summary>
    public string Templates(string arguments, string pattern) =>
        Field("RelabelTemplates", "s_templates", $"new RelabelTemplates({Pattern(pattern)}, {arguments})");

    /// <summary>A field for the names of labels that are joined.</summary>
    public string Sources(IEnumerable<string> names) =>
        Field("byte[][]", "s_sources", $"[{string.Join(", ", names.Select(static name => Literals.Utf8(name) + ".ToArray()"))}]");

    /// <summary>A method that tests a value; <paramref name="write"/> writes its body, in which the value is called <c>value</c>.</summary>
    public string Test(string key, Action<SourceWriter> write)
    {
        if (_names.TryGetValue(key, out string? name))
        {
            return name;
        }

        _names.Add(key, name = $"IsMatch{_names.Values.Count(static n => n.StartsWith("IsMatch", StringComparison.Ordinal))}");
        Methods.Line().Open($"private static bool {name}(ReadOnlySpan<byte> value)");
        write(Methods);
        Methods.Close();
        return name;
    }

    private string Field(string type, string stem, string value)
    {
        string key = type + " " + value;
        if (!_names.TryGetValue(key, out string? name))
        {
            _names.Add(key, name = stem + _names.Values.Count(n => n.StartsWith(stem, StringComparison.Ordinal)));
            Fields.Line($"private static readonly {type} {name} = {value};");
        }

        return name;
    }
}
