using System.Buffers;

namespace PipelineDsl.Patterns;

public sealed partial class ReplacementTemplate
{
    /// <summary>Writes the template for a match, its references replaced.</summary>
    /// <param name="pattern">The pattern that matched.</param>
    /// <param name="input">The value that it matched.</param>
    /// <param name="offsets">The offsets that <see cref="Pattern.Match"/> wrote.</param>
    /// <param name="output">Where to write UTF-8.</param>
    public void Expand(Pattern pattern, ReadOnlySpan<byte> input, ReadOnlySpan<int> offsets, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(output);
        foreach (ReplacementPart part in _parts)
        {
            if (part.IsLiteral)
            {
                output.Write(part.Bytes);
                continue;
            }

            int group = FindGroup(part, pattern, offsets);
            if (group >= 0)
            {
                output.Write(input[offsets[2 * group]..offsets[(2 * group) + 1]]);
            }
        }
    }

    /// <summary>The group that a reference stands for in a match, or -1.</summary>
    private static int FindGroup(ReplacementPart reference, Pattern pattern, ReadOnlySpan<int> offsets)
    {
        if (reference.GroupName is null)
        {
            return reference.GroupNumber <= pattern.GroupCount && offsets[2 * reference.GroupNumber] >= 0 ? reference.GroupNumber : -1;
        }

        for (int group = 1; group <= pattern.GroupCount; group++)
        {
            if (offsets[2 * group] >= 0 && pattern.GroupNames[group] == reference.GroupName)
            {
                return group;
            }
        }

        return -1;
    }
}
