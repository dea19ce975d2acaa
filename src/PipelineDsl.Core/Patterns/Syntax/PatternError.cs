namespace PipelineDsl.Patterns;

/// <summary>Why a text is not a pattern, and where.</summary>
/// <param name="Message">One sentence without a final full stop; it quotes the offending part.</param>
/// <param name="Position">
/// The index in the text, in UTF-16 units, of what is wrong; the length of the text if something is missing at its end.
/// </param>
public sealed record PatternError(string Message, int Position);
