using System;
using System.Collections.Generic;

namespace PipelineDsl.Patterns;

internal sealed partial class ByteDfa
{
    /// <summary>Whether there is no text in the set.</summary>
    public bool IsEmpty => Start == Dead;

    /// <summary>Whether every text is in the set.</summary>
    public bool IsUniversal => Start == Universal;

    /// <summary>The texts that are not in this set.</summary>
    public ByteDfa Complement() => Combine(this, this, static (isIn, _) => !isIn)!;

    /// <summary>The texts that are in this set and in another one; null beyond one of the <see cref="AutomatonLimits"/>.</summary>
    public ByteDfa? Intersect(ByteDfa other) => Combine(this, other, static (isIn, isInOther) => isIn && isInOther);

    /// <summary>The texts that are in this set or in another one; null beyond one of the <see cref="AutomatonLimits"/>.</summary>
    public ByteDfa? Union(ByteDfa other) => Combine(this, other, static (isIn, isInOther) => isIn || isInOther);

    /// <summary>The texts that are in this set and not in another one; null beyond one of the <see cref="AutomatonLimits"/>.</summary>
    public ByteDfa? Except(ByteDfa other) => Combine(this, other, static (isIn, isInOther) => isIn && !isInOther);

    /// <summary>Whether every text in this set is in another one; null if there are too many pairs of states to tell.</summary>
    public bool? IsSubsetOf(ByteDfa other) => StatePairs.Find(this, other, static (isIn, isInOther) => isIn && !isInOther) is { } isFound
        ? !isFound
        : null;

    /// <summary>Whether a text is in this set and in another one; null if there are too many pairs of states to tell.</summary>
    public bool? Overlaps(ByteDfa other) => StatePairs.Find(this, other, static (isIn, isInOther) => isIn && isInOther);

    /// <summary>An example of the texts in the set; null if there is none.</summary>
    /// <returns>
    /// The shortest of printable ASCII, with letters preferred to digits and both to anything else; where there is none, the shortest of
    /// any valid UTF-8.
    /// </returns>
    public byte[]? Witness() => WitnessSearch.Find(this, isPrintable: true) ?? WitnessSearch.Find(this, isPrintable: false);

    private static ByteDfa? Combine(ByteDfa left, ByteDfa right, Func<bool, bool, bool> isIn) =>
        StatePairs.Combine(left, right, isIn) is { } table ? TryMinimize(table) : null;
}
