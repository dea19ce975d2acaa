namespace PipelineDsl.Delivery;

/// <summary>Collects what is wrong with a destination's options.</summary>
/// <param name="section">The configuration section of the options.</param>
internal sealed class OptionErrors(string section)
{
    private readonly List<string> _messages = [];

    public string Section => section;

    public IReadOnlyList<string> Messages => _messages;

    public void Add(string key, string message) => _messages.Add($"{section}:{key} {message}.");

    public void CheckRange(string key, int value, int least, int most, string reason = "")
    {
        if (value < least || value > most)
        {
            Add(key, $"is {value}: set it to a number from {least} to {most}{reason}");
        }
    }

    public void CheckDuration(string key, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
        {
            Add(key, $"is {value}: set it to a time above 0 and not above one day, such as 00:00:05");
        }
    }

    /// <summary>Checks a pair of options of which one holds a secret and the other its file.</summary>
    public void CheckSource(string key, string? value, string fileKey, string? file)
    {
        if (value is not null && file is not null)
        {
            Add(key, $"and {section}:{fileKey} are both set: remove one of them");
        }

        if (file is "")
        {
            Add(fileKey, "is empty: set it to the file's path, or remove it");
        }
    }

    /// <summary>Checks a secret of one line.</summary>
    public void CheckSecret(string key, string? value, string fileKey, string? file)
    {
        CheckSource(key, value, fileKey, file);
        if (value is "" || (value is not null && value.AsSpan().ContainsAnyInRange('\0', '\x1f')))
        {
            Add(key, "is empty or holds control characters: set it to the secret alone, or remove it");
        }
    }

    /// <summary>Checks an address that may be missing.</summary>
    /// <returns>The address, if it can be used.</returns>
    public Uri? CheckUrl(string key, string? url, string example, params ReadOnlySpan<string> schemes)
    {
        if (url is null)
        {
            return null;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed))
        {
            // What does not parse may hold a password anywhere, so it is not shown.
            Add(key, $"is not an absolute address: write it like {example}");
            return null;
        }

        if (!schemes.Contains(parsed.Scheme))
        {
            Add(key, $"has the scheme '{parsed.Scheme}': use {string.Join(" or ", schemes.ToArray())}");
            return null;
        }

        return parsed;
    }
}
