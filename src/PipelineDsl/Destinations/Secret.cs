namespace PipelineDsl;

/// <summary>A password or token: where it comes from, never what it is when printed.</summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string? _value;
    private readonly string? _file;

    private Secret(string? value, string? file, string? origin = null) => (_value, _file, Origin) = (value, file, origin);

    /// <summary>Where a known value was read, such as <c>Secret/shop/login/password</c>; <see langword="null"/> if nobody said.</summary>
    public string? Origin { get; }

    /// <summary>The value, where it is known already.</summary>
    internal string? KnownValue => _value;

    /// <summary>The file, where there is one.</summary>
    internal string? File => _file;

    /// <summary>A secret known already.</summary>
    public static Secret FromValue(string value) => new(value, null);

    /// <summary>A secret known already, and where it was read.</summary>
    /// <param name="value">The secret.</param>
    /// <param name="origin">The place, such as <c>Secret/shop/login/password</c>: it is printed instead of the value.</param>
    public static Secret FromValue(string value, string origin) => new(value, null, origin);

    /// <summary>A secret in a file, read again each time it is needed, without white space at its ends.</summary>
    public static Secret FromFile(string path) => new(null, path);

    /// <summary>Reads the secret.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<string> ReadAsync(CancellationToken cancellationToken = default) =>
        _value ?? (await System.IO.File.ReadAllTextAsync(_file!, cancellationToken).ConfigureAwait(false)).Trim();

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && _value == other._value && _file == other._file && Origin == other.Origin;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_value, _file);

    /// <summary>Where the secret comes from.</summary>
    public override string ToString() => (_file ?? Origin) is { } place ? $"<secret in {place}>" : "<secret>";
}
