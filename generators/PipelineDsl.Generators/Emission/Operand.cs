namespace PipelineDsl.Generators.Emission;

/// <summary>A value that generated code reads.</summary>
/// <param name="Text">Its expression, of type <c>ReadOnlySpan&lt;byte&gt;</c>.</param>
/// <param name="Known">Its bytes, where no label can change them.</param>
internal sealed record Operand(string Text, byte[]? Known = null)
{
    public static Operand Empty { get; } = new("default", []);

    public bool IsEmpty => Known is { Length: 0 };

    public static Operand Of(byte[] known) => known.Length == 0 ? Empty : new(Literals.Utf8(known), known);

    /// <summary>The bytes of several values one after the other, if all are known.</summary>
    public static byte[]? Join(IEnumerable<Operand> operands)
    {
        var joined = new List<byte>();
        foreach (Operand operand in operands)
        {
            if (operand.Known is null)
            {
                return null;
            }

            joined.AddRange(operand.Known);
        }

        return [.. joined];
    }
}
