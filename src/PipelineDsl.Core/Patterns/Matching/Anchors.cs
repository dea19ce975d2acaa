namespace PipelineDsl.Patterns;

/// <summary>Tests positions; words are made of ASCII letters, digits and underscores.</summary>
internal static class Anchors
{
    public static bool IsMet(AnchorKind kind, ReadOnlySpan<byte> input, int position) => kind switch
    {
        AnchorKind.TextStart => position == 0,
        AnchorKind.TextEnd => position == input.Length,
        AnchorKind.LineStart => position == 0 || input[position - 1] == '\n',
        AnchorKind.LineEnd => position == input.Length || input[position] == '\n',
        AnchorKind.WordBoundary => IsWordBoundary(input, position),
        _ => !IsWordBoundary(input, position),
    };

    private static bool IsWordBoundary(ReadOnlySpan<byte> input, int position) =>
        (position > 0 && IsWord(input[position - 1])) != (position < input.Length && IsWord(input[position]));

    private static bool IsWord(byte value) => value == '_' || char.IsAsciiLetterOrDigit((char)value);
}
