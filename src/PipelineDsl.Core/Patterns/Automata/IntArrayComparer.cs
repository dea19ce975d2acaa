using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Compares arrays by what is in them.</summary>
internal sealed class IntArrayComparer : IEqualityComparer<int[]>
{
    public static IntArrayComparer Instance { get; } = new();

    public bool Equals(int[]? x, int[]? y)
    {
        if (x is null || y is null || x.Length != y.Length)
        {
            return ReferenceEquals(x, y);
        }

        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] != y[i])
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(int[] obj)
    {
        uint hash = 2166136261;
        foreach (int value in obj)
        {
            hash = (hash ^ (uint)value) * 16777619;
            hash ^= hash >> 15;
        }

        return (int)hash;
    }
}
