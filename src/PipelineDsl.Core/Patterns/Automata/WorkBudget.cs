namespace PipelineDsl.Patterns;

/// <summary>Counts the steps that building an automaton takes, and says when to give up.</summary>
/// <remarks>Patterns come from whoever writes a rule, so what they cost must not depend on the clock or on luck.</remarks>
internal sealed class WorkBudget(long limit)
{
    /// <summary>How many steps were taken.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether more steps were taken than allowed.</summary>
    public bool IsExceeded => Spent > limit;

    /// <summary>Counts steps.</summary>
    public void Spend(long steps) => Spent += steps;
}
