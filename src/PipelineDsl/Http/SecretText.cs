namespace PipelineDsl.Http;

/// <summary>Reads secrets for requests.</summary>
internal static class SecretText
{
    /// <summary>Reads a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="what">What it is, for the error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectionSetupException">It cannot be read, or is no single line where it has to be.</exception>
    public static async ValueTask<string> ReadAsync(Secret secret, string what, CancellationToken cancellationToken)
    {
        string text = await ReadPemAsync(secret, what, cancellationToken).ConfigureAwait(false);
        // It goes into a header, where a line break would begin another one.
        return text.AsSpan().ContainsAny('\r', '\n', '\0')
            ? throw new ConnectionSetupException($"the {what} holds a line break: {secret}")
            : text;
    }

    /// <summary>Reads a secret of several lines.</summary>
    /// <exception cref="ConnectionSetupException">It cannot be read.</exception>
    public static async ValueTask<string> ReadPemAsync(Secret secret, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await secret.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionSetupException($"the {what} cannot be read: {e.Message}", e);
        }
    }
}
