using System;

namespace PipelineDsl.Patterns;

/// <summary>A text is not a pattern.</summary>
public sealed class PatternException : FormatException
{
    /// <summary>Describes the error of a text.</summary>
    /// <param name="text">The text that is not a pattern.</param>
    /// <param name="error">What is wrong with it.</param>
    public PatternException(string text, PatternError error)
        : base($"The pattern '{text}' is not valid at position {error?.Position}: {error?.Message}.")
    {
        Text = text;
        Error = error ?? throw new ArgumentNullException(nameof(error));
    }

    /// <summary>The text that is not a pattern.</summary>
    public string Text { get; }

    /// <summary>What is wrong with it.</summary>
    public PatternError Error { get; }

    /// <summary>The index in <see cref="Text"/>, in UTF-16 units, of what is wrong.</summary>
    public int Position => Error.Position;
}
