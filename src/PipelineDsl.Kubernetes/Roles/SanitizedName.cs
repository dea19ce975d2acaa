namespace PipelineDsl.Kubernetes;

/// <summary>Makes label names of Kubernetes names, like <see cref="LabelName.Sanitize"/> but on UTF-8. Not thread-safe.</summary>
internal sealed class SanitizedName
{
    private byte[] _name = new byte[512];

    /// <summary>The prefix and the key, each character of which that no label name may have is an underscore, however many bytes it has.</summary>
    /// <remarks>The result stays readable until the next call.</remarks>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> key)
    {
        if (prefix.Length + key.Length > _name.Length)
        {
            _name = new byte[(prefix.Length + key.Length) * 2];
        }

        prefix.CopyTo(_name);
        int length = prefix.Length;
        foreach (byte b in key)
        {
            if ((b & 0xC0) != 0x80)
            {
                _name[length++] = char.IsAsciiLetterOrDigit((char)b) ? b : (byte)'_';
            }
        }

        return _name.AsSpan(0, length);
    }
}
