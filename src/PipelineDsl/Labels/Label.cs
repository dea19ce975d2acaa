namespace PipelineDsl;

/// <summary>A label by its name, usable wherever a label may be named.</summary>
/// <remarks>A string converts to it, so <c>rules.Set("team", "blue")</c> needs no ceremony.</remarks>
public readonly record struct Label : ILabel<Label>
{
    private readonly string? _name;

    /// <summary>Names a label.</summary>
    /// <param name="name">The name: any non-empty UTF-8 string.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a label name.</exception>
    public Label(string name)
    {
        if (!LabelName.IsValid(name))
        {
            throw new ArgumentException($"'{name}' is not a label name.", nameof(name));
        }

        _name = name;
    }

    /// <inheritdoc/>
    public string Name => _name ?? throw new InvalidOperationException("This label was never named.");

    /// <summary>Names a label.</summary>
    public static implicit operator Label(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
