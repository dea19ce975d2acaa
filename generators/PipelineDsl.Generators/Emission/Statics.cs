using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Emission;

/// <summary>The static fields of an emitted class and the classes that it calls, each once.</summary>
internal sealed class Statics
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, PatternClass> _classes = new(StringComparer.Ordinal);

    public SourceWriter Fields { get; } = new(indent: 2);

    /// <summary>The classes that the class calls.</summary>
    public IEnumerable<PatternClass> Classes => _classes.Values;

    /// <summary>The name of a class, which is written with the list.</summary>
    public string Class(PatternClass @class)
    {
        _classes[@class.Name] = @class;
        return @class.Name;
    }

    /// <summary>The name of a class with one method.</summary>
    /// <param name="stem">What the name begins with.</param>
    /// <param name="pattern">The pattern that it is for.</param>
    /// <param name="signature">The method's signature.</param>
    /// <param name="write">Writes the method's body.</param>
    public string Class(string stem, string pattern, string signature, Action<SourceWriter> write)
    {
        SourceWriter method = new SourceWriter(indent: 2).Open("public static " + signature);
        write(method);
        return Class(PatternClasses.Of(stem, pattern, method.Close().ToString()));
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
    public string Test(string pattern, Action<SourceWriter> write) =>
        Class("Test", pattern, "bool IsMatch(ReadOnlySpan<byte> value)", write) + ".IsMatch";

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
