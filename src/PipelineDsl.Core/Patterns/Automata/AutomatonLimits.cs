namespace PipelineDsl.Patterns;

/// <summary>How large automata may become; a pattern that asks for more is matched by the machine instead.</summary>
internal static class AutomatonLimits
{
    /// <summary>Instructions of a program that an automaton is built from.</summary>
    public const int MaxInstructions = 1 << 17;

    /// <summary>States before minimisation.</summary>
    public const int MaxStates = 1 << 14;

    /// <summary>States times byte classes before minimisation.</summary>
    public const int MaxEntries = 1 << 20;

    /// <summary>States times byte classes after minimisation: four bytes each stay in memory as long as the pattern does.</summary>
    public const int MaxMinimalEntries = 1 << 17;

    /// <summary>States of an automaton with captures before minimisation.</summary>
    public const int MaxTaggedStates = 1 << 11;

    /// <summary>States times byte classes of an automaton with captures after minimisation; they are numbered in 16 bits.</summary>
    public const int MaxTaggedEntries = 1 << 16;

    /// <summary>Groups of an automaton with captures, the whole match not counted.</summary>
    public const int MaxGroups = 16;

    /// <summary>Steps that building one automaton may take.</summary>
    public const long MaxWork = 3_000_000;

    /// <summary>Pairs of states that a comparison or a combination of two automata may look at.</summary>
    public const int MaxPairs = 1 << 17;
}
