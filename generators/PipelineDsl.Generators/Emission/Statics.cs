using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Emission;

/// <summary>The static fields and methods of an emitted class, each once.</summary>
internal sealed class Statics
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, PatternClass> _classes = new(StringComparer.Ordinal);

    public SourceWriter Fields { get; } = new(indent: 2);

    public SourceWriter Methods { get; } = new(indent: 2);

    /// <summary>The classes of automata that the class calls.</summary>
    public IEnumerable<PatternClass> Classes => _classes.Values;

    /// <summary>The name of the class of an automaton.</summary>
    public string Class(PatternClass pattern)
    {
        _classes[pattern.Name] = pattern;
        return pattern.Name;
    }

    /// <summary>A field for a pattern that no simpler test and no table can replace.</summary>
    public string Pattern(string pattern) =>
        Field("Pattern", "s_pattern", $"Pattern.Parse({Literals.Text(pattern)})");

    /// <summary>A field for templates with their pattern.</summary>
    public string Templates(string arguments, string pattern) =>
        Field("RelabelTemplates", "s_templates", $"new RelabelTemplates({Pattern(pattern)}, {arguments})");

    /// <summary>A field for the names of labels that are joined.</summary>
    public string Sources(IEnumerable<string> names) =>
        Field("byte[][]", "s_sources", $"[{string.Join(", ", names.Select(static name => Literals.Utf8(name) + ".ToArray()"))}]");

    /// <summary>A method that tests a value; <paramref name="write"/> writes its body, in which the value is called <c>value</c>.</summary>
    public string Test(string key, Action<SourceWriter> write) => Method("IsMatch", key, (writer, name) =>
    {
        writer.Open($"private static bool {name}(ReadOnlySpan<byte> value)");
        write(writer);
        writer.Close();
    });

    /// <summary>A static member with a body, under a name made of a stem and a number.</summary>
    /// <param name="stem">What the name begins with.</param>
    /// <param name="key">What tells its content from that of others with the stem.</param>
    /// <param name="write">Writes it. What it needs itself is written before.</param>
    public string Method(string stem, string key, Action<SourceWriter, string> write)
    {
        key = stem + " " + key;
        if (!_names.TryGetValue(key, out string? name))
        {
            _names.Add(key, name = NewName(stem));
            var method = new SourceWriter(indent: 2).Line();
            write(method, name);
            Methods.Append(method);
        }

        return name;
    }

    private string Field(string type, string stem, string value)
    {
        string key = type + " " + value;
        if (!_names.TryGetValue(key, out string? name))
        {
            _names.Add(key, name = NewName(stem));
            Fields.Line($"private static readonly {type} {name} = {value};");
        }

        return name;
    }

    private string NewName(string stem)
    {
        _counts.TryGetValue(stem, out int count);
        _counts[stem] = count + 1;
        return stem + count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
