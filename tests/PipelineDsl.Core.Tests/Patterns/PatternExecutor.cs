namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>What can match a pattern.</summary>
public enum PatternExecutor
{
    /// <summary>Whatever the pattern chooses.</summary>
    Chosen,

    /// <summary>The machine that takes every pattern.</summary>
    Machine,

    /// <summary>The automaton without groups.</summary>
    Dfa,

    /// <summary>The automaton with groups.</summary>
    Tagged,
}
