using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Emission;

/// <summary>Makes classes that rule lists share.</summary>
internal static class PatternClasses
{
    /// <summary>A class named after its content.</summary>
    /// <param name="stem">What the name begins with.</param>
    /// <param name="pattern">A pattern that it stands for.</param>
    /// <param name="members">The source of its members.</param>
    public static PatternClass Of(string stem, string pattern, string members)
    {
        string name = ContentName.Of(stem, members);
        SourceWriter writer = new SourceWriter(indent: 1).Line(GeneratedFile.Attribute).Open($"internal static class {name}").Append(members).Close();
        return new(name, pattern, writer.ToString());
    }
}
