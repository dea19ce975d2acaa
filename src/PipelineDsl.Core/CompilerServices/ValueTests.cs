using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PipelineDsl.CompilerServices;

/// <summary>The tests of values that generated code is made of.</summary>
/// <remarks>Methods without overloads: the compiler takes twice as long to choose among the many of <see cref="MemoryExtensions"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueTests
{
    /// <summary>Whether a value is a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text) => value.SequenceEqual(text);

    /// <summary>Whether a value begins with a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Begins(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text) => value.StartsWith(text);

    /// <summary>Whether a value ends with a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Ends(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text) => value.EndsWith(text);

    /// <summary>Whether a text stands anywhere in a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text) => value.IndexOf(text) >= 0;
}
