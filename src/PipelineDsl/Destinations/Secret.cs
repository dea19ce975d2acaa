namespace PipelineDsl;

/// <summary>A password or token: where it comes from, never what it is when printed.</summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string? _value;
    private readonly string? _file;

    private Secret(string? value, string? file) => (_value, _file) = (value, file);

    /// <summary>A secret known already.</summary>
    public static Secret FromValue(string value) => new(value, null);

    /// <summary>A secret in a file, read again each time it is needed, without white space at its ends.</summary>
    public static Secret FromFile(string path) => new(null, path);

    /// <summary>Reads the secret.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<string> ReadAsync(CancellationToken cancellationToken = default) =>
        _value ?? (await File.ReadAllTextAsync(_file!, cancellationToken).ConfigureAwait(false)).Trim();

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && _value == other._value && _file == other._file;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_value, _file);

    /// <summary>Where the secret comes from.</summary>
    public override string ToString() => _file is null ? "<secret>" : $"<secret in {_file}>";
}
