using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl;

/// <summary>A label that targets of one role have while they are discovered.</summary>
/// <typeparam name="TRole">The role, such as <see cref="Pod"/>: a label of another role does not fit.</typeparam>
public readonly record struct Label<TRole> : ILabel<Label<TRole>>
{
    private readonly Label _label;

    internal Label(Label label) => _label = label;

    /// <inheritdoc/>
    public string Name => _label.Name;

    /// <summary>Names a label that every role may have.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the API.")]
    public static implicit operator Label<TRole>(Label label) => new(label);

    /// <summary>Names a label that every role may have.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the API.")]
    public static implicit operator Label<TRole>(string name) => new(new Label(name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
