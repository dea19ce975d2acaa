using System.Text;

namespace PipelineDsl;

/// <summary>An immutable set of labels, kept as UTF-8 and ordered by the bytes of the names.</summary>
/// <remarks>
/// A label with an empty value is an absent label, as in Prometheus. Two sets are equal when they hold the same labels.
/// All labels live in one buffer (length, name, length, value, ...), so a set costs two objects whatever its size.
/// </remarks>
public sealed class LabelSet : IEquatable<LabelSet>
{
    private readonly byte[] _encoded;
    private readonly int _hash;

    internal LabelSet(byte[] encoded, int count)
    {
        _encoded = encoded;
        Count = count;
        var hash = new HashCode();
        hash.AddBytes(encoded);
        _hash = hash.ToHashCode();
    }

    /// <summary>The set without labels.</summary>
    public static LabelSet Empty { get; } = new([], 0);

    /// <summary>The number of labels.</summary>
    public int Count { get; }

    internal ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>The value of a label as text; <see langword="null"/> when the label is absent.</summary>
    public string? this[string name] =>
        Find(Encoding.UTF8.GetBytes(name)) is { IsEmpty: false } value ? Encoding.UTF8.GetString(value) : null;

    /// <summary>Builds a set from names and values.</summary>
    /// <param name="labels">The labels in any order. Empty values are left out; of a repeated name the last counts.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static LabelSet Of(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var builder = new LabelSetBuilder();
        foreach ((string name, string value) in labels)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(labels));
            builder.Set(name, value);
        }

        return builder.ToLabelSet();
    }

    /// <summary>The value of a label; empty when the label is absent.</summary>
    /// <param name="name">The name in UTF-8.</param>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        foreach (Utf8Label label in this)
        {
            if (label.Name.SequenceEqual(name))
            {
                return label.Value;
            }
        }

        return default;
    }

    /// <summary>Walks over the labels in the order of their names, without allocation.</summary>
    public Enumerator GetEnumerator() => new(_encoded);

    /// <summary>The labels as text, by name.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var dictionary = new Dictionary<string, string>(Count, StringComparer.Ordinal);
        foreach (Utf8Label label in this)
        {
            dictionary.Add(Encoding.UTF8.GetString(label.Name), Encoding.UTF8.GetString(label.Value));
        }

        return dictionary;
    }

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && _encoded.AsSpan().SequenceEqual(other._encoded));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The labels as Prometheus writes them: <c>{a="1", b="2"}</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("{");
        foreach (Utf8Label label in this)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(Encoding.UTF8.GetString(label.Name)).Append('=').Append(QuotedText.Of(label.Value));
        }

        return text.Append('}').ToString();
    }

    /// <summary>A walk over the labels of a set.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;

        internal Enumerator(ReadOnlySpan<byte> encoded) => _rest = encoded;

        /// <summary>The label the walk stands at.</summary>
        public Utf8Label Current { get; private set; }

        /// <summary>Goes to the next label.</summary>
        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            ReadOnlySpan<byte> name = LabelEncoding.Read(ref _rest);
            Current = new Utf8Label(name, LabelEncoding.Read(ref _rest));
            return true;
        }
    }
}
