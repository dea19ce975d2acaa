using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>A part of a <see cref="ReplacementTemplate"/>: literal text, or a reference to a group of the pattern.</summary>
public sealed class ReplacementPart
{
    private readonly byte[] _literal;

    internal ReplacementPart(byte[] literal, int position)
    {
        _literal = literal;
        Position = position;
        GroupNumber = -1;
    }

    internal ReplacementPart(string name, int number, int position)
    {
        _literal = [];
        Position = position;
        GroupName = number < 0 ? name : null;
        GroupNumber = number;
        Reference = name;
    }

    /// <summary>Whether this is literal text.</summary>
    public bool IsLiteral => Reference is null;

    /// <summary>The literal text in UTF-8; empty for a reference.</summary>
    public ReadOnlyMemory<byte> Literal => _literal;

    /// <summary>What a reference refers to, as it is written between <c>${</c> and <c>}</c>; null for literal text.</summary>
    public string? Reference { get; }

    /// <summary>The number of the group that is referred to, or -1 for a reference by name and for literal text.</summary>
    public int GroupNumber { get; }

    /// <summary>The name of the group that is referred to; null for a reference by number and for literal text.</summary>
    /// <remarks>Digits with a leading zero, as in <c>$01</c>, are a name.</remarks>
    public string? GroupName { get; }

    /// <summary>The index in the template, in UTF-16 units, where the part begins; for a reference, that of the dollar sign.</summary>
    public int Position { get; }

    internal ReadOnlySpan<byte> Bytes => _literal;

    /// <summary>Whether a reference can give anything. One that cannot gives the empty text, which is hardly ever meant.</summary>
    /// <param name="groupNames">
    /// The names of the pattern's groups in order of number, from group 0, with null for a group without a name.
    /// </param>
    /// <returns>True for literal text, and for a reference to a group that exists.</returns>
    public bool Exists(IReadOnlyList<string?> groupNames)
    {
        IReadOnlyList<string?> names = groupNames ?? throw new ArgumentNullException(nameof(groupNames));
        if (GroupName is null)
        {
            return GroupNumber < names.Count;
        }

        for (int i = 1; i < names.Count; i++)
        {
            if (names[i] == GroupName)
            {
                return true;
            }
        }

        return false;
    }
}
