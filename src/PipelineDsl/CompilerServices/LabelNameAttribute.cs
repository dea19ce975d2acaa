using System.ComponentModel;

namespace PipelineDsl.CompilerServices;

/// <summary>Says in metadata what the label of a property is called, so that the generator need not run the property to know.</summary>
/// <param name="name">The label's name.</param>
[AttributeUsage(AttributeTargets.Property)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LabelNameAttribute(string name) : Attribute
{
    /// <summary>The label's name.</summary>
    public string Name { get; } = name;
}
