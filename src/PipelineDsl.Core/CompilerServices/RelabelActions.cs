using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using PipelineDsl.Patterns;

namespace PipelineDsl.CompilerServices;

/// <summary>The actions that the interpreter and generated code share. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RelabelActions
{
    /// <summary>Up to as many names are looked up one by one rather than in a walk over all labels.</summary>
    internal const int MaxListed = 8;

    private const int MaxOnStack = 256;

    /// <summary>Sets a label to up to six texts, one after the other.</summary>
    public static void Set(
        LabelSetBuilder labels,
        ReadOnlySpan<byte> target,
        ReadOnlySpan<byte> first,
        ReadOnlySpan<byte> second,
        ReadOnlySpan<byte> third = default,
        ReadOnlySpan<byte> fourth = default,
        ReadOnlySpan<byte> fifth = default,
        ReadOnlySpan<byte> sixth = default)
    {
        int length = first.Length + second.Length + third.Length + fourth.Length + fifth.Length + sixth.Length;
        byte[]? rented = length > MaxOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> text = rented ?? stackalloc byte[MaxOnStack];
        Span<byte> rest = Append(Append(Append(text, first), second), third);
        Append(Append(Append(rest, fourth), fifth), sixth);
        labels.Set(target, text[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Sets the label whose name is up to three texts, one after the other.</summary>
    public static void SetNamed(
        LabelSetBuilder labels, ReadOnlySpan<byte> value, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default)
    {
        int length = first.Length + second.Length + third.Length;
        Span<byte> name = length > MaxOnStack ? new byte[length] : stackalloc byte[MaxOnStack];
        Append(Append(Append(name, first), second), third);
        labels.Set(name[..length], value);
    }

    /// <summary>Sets a label to MD5 of a value (its last 8 bytes as a big-endian number) modulo a number.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "Prometheus' hashmod is MD5.")]
    public static void HashMod(LabelSetBuilder labels, ReadOnlySpan<byte> value, ReadOnlySpan<byte> target, ulong modulus)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(value, hash);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(BinaryPrimitives.ReadUInt64BigEndian(hash[8..]) % modulus, digits, out int written);
        labels.Set(target, digits[..written]);
    }

    /// <summary>Sets a label to a value in lower case, code point by code point.</summary>
    public static void Lowercase(LabelSetBuilder labels, ReadOnlySpan<byte> value, ReadOnlySpan<byte> target) =>
        SetMapped(labels, value, target, toUpper: false);

    /// <summary>Sets a label to a value in upper case, code point by code point.</summary>
    public static void Uppercase(LabelSetBuilder labels, ReadOnlySpan<byte> value, ReadOnlySpan<byte> target) =>
        SetMapped(labels, value, target, toUpper: true);

    /// <summary>Copies every label whose name begins with a text, and goes on after it, to the rest of the name.</summary>
    public static void MapPrefixed(LabelSetBuilder labels, ReadOnlySpan<byte> prefix)
    {
        foreach (Utf8Label label in labels.TakeSnapshot())
        {
            ReadOnlySpan<byte> name = label.Name;
            if (name.Length > prefix.Length && name.StartsWith(prefix))
            {
                labels.Set(name[prefix.Length..], label.Value);
            }
        }
    }

    /// <summary>Removes the labels whose names match a pattern, or those whose names do not.</summary>
    public static void RemoveNames(LabelSetBuilder labels, Pattern pattern, bool matching)
    {
        foreach (Utf8Label label in labels.TakeSnapshot())
        {
            if (pattern.IsMatch(label.Name) == matching)
            {
                labels.Remove(label.Name);
            }
        }
    }

    private static Span<byte> Append(Span<byte> destination, ReadOnlySpan<byte> text)
    {
        text.CopyTo(destination);
        return destination[text.Length..];
    }

    private static void SetMapped(LabelSetBuilder labels, ReadOnlySpan<byte> value, ReadOnlySpan<byte> target, bool toUpper)
    {
        // The longest growth is two bytes to three (U+0250 to U+2C6F); an invalid byte becomes U+FFFD, three bytes.
        Span<byte> mapped = value.Length <= 128 ? stackalloc byte[3 * 128] : new byte[3 * value.Length];
        int length = 0;
        while (!value.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out Rune rune, out int consumed);
            length += CaseOf(rune, toUpper).EncodeToUtf8(mapped[length..]);
            value = value[consumed..];
        }

        labels.Set(target, mapped[..length]);
    }

    // Simple case mapping of Unicode; .NET leaves out the Turkish pair, which Prometheus maps.
    private static Rune CaseOf(Rune rune, bool toUpper) => (rune.Value, toUpper) switch
    {
        (0x130, false) => new Rune('i'),
        (0x131, true) => new Rune('I'),
        (0x17f, true) => new Rune('S'),
        (_, true) => Rune.ToUpperInvariant(rune),
        _ => Rune.ToLowerInvariant(rune),
    };
}
