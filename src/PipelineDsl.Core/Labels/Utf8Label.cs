namespace PipelineDsl;

/// <summary>A label as bytes, valid as long as what it was read from stays unchanged.</summary>
/// <param name="name">The name in UTF-8.</param>
/// <param name="value">The value in UTF-8.</param>
public readonly ref struct Utf8Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    /// <summary>The name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>The value in UTF-8.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;
}
