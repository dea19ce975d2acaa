namespace PipelineDsl.Generators.Emission;

/// <summary>A test in source, or one whose answer is known.</summary>
/// <param name="Text">The expression.</param>
/// <param name="IsSimple">Whether it can be negated without parentheses.</param>
internal sealed record Condition(string Text, bool IsSimple)
{
    public static Condition Always { get; } = new("true", true);

    public static Condition Never { get; } = new("false", true);

    public Condition Negate()
    {
        if (ReferenceEquals(this, Always))
        {
            return Never;
        }

        if (ReferenceEquals(this, Never))
        {
            return Always;
        }

        return !IsSimple ? new("!(" + Text + ")", true) : Text[0] == '!' ? new(Text.Substring(1), true) : new("!" + Text, true);
    }
}
