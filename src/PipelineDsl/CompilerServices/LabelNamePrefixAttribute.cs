using System.ComponentModel;

namespace PipelineDsl.CompilerServices;

/// <summary>Says in metadata what the label of a method with one string argument is called: a prefix, then the argument.</summary>
/// <param name="prefix">What stands before the argument.</param>
[AttributeUsage(AttributeTargets.Method)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LabelNamePrefixAttribute(string prefix) : Attribute
{
    /// <summary>What stands before the argument.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>Whether the argument goes through <see cref="LabelName.Sanitize"/>. The default value is <see langword="false"/>.</summary>
    public bool Sanitize { get; set; }
}
