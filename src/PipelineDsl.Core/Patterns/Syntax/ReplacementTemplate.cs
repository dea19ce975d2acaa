using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>What a relabel rule writes: text in which <c>$1</c>, <c>${1}</c> and <c>${name}</c> stand for groups of the pattern.</summary>
/// <remarks>
/// <para>
/// After a dollar sign the longest run of letters, digits and underscores is the reference, so <c>$1x</c> refers to a group named
/// <c>1x</c>: write <c>${1}x</c>. <c>$$</c> is a dollar sign, and so is one that is followed by nothing of the kind. There are no errors.
/// </para>
/// <para>
/// A reference to a group that does not exist, or that took no part in the match, gives nothing. Of several groups with one name the first
/// one that took part is meant.
/// </para>
/// </remarks>
public sealed partial class ReplacementTemplate
{
    private readonly ReplacementPart[] _parts;

    private ReplacementTemplate(string text, ReplacementPart[] parts)
    {
        Text = text;
        _parts = parts;
        IsLiteral = Array.TrueForAll(parts, static part => part.IsLiteral);
    }

    /// <summary>The template as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether nothing in it depends on the match. Its text is then the only part, or there is none.</summary>
    public bool IsLiteral { get; }

    /// <summary>Literal texts and references in order. Two literals never follow each other, and none is empty.</summary>
    public IReadOnlyList<ReplacementPart> Parts => _parts;

    /// <summary>The parts that refer to groups.</summary>
    public IEnumerable<ReplacementPart> References
    {
        get
        {
            foreach (ReplacementPart part in _parts)
            {
                if (!part.IsLiteral)
                {
                    yield return part;
                }
            }
        }
    }

    /// <summary>Reads a template; every text is one.</summary>
    /// <param name="text">The template.</param>
    /// <returns>The template in parts.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public static ReplacementTemplate Parse(string text)
    {
        var reader = new ReplacementReader(text ?? throw new ArgumentNullException(nameof(text)));
        return new ReplacementTemplate(text, reader.Read());
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
