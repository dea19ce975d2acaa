using System.Net.Http.Headers;
using System.Text;

namespace PipelineDsl.Delivery;

/// <summary>Makes the <c>Authorization</c> header; secrets in files are read again each time, since they are rotated.</summary>
internal sealed class Credentials
{
    private readonly string? _username;
    private readonly Secret? _secret;

    private Credentials(string? username, Secret? secret) => (_username, _secret) = (username, secret);

    public static Credentials From(DestinationOptions options) => options.BasicAuth is { } basic
        ? new Credentials(basic.Username, From(basic.Password, basic.PasswordFile) ?? Secret.FromValue(""))
        : new Credentials(null, From(options.BearerToken, options.BearerTokenFile));

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    /// <exception cref="InvalidDataException">The file's contents are no secret.</exception>
    public async ValueTask<AuthenticationHeaderValue?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_secret is null)
        {
            return null;
        }

        string secret = await _secret.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (_username is not null)
        {
            return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_username}:{secret}")));
        }

        // Checked here because the exception of the header's own check would show the token.
        if (secret.Length == 0 || secret.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new InvalidDataException($"{_secret} is empty, or holds blanks or other characters that a token cannot have.");
        }

        return new AuthenticationHeaderValue("Bearer", secret);
    }

    private static Secret? From(string? value, string? file) =>
        value is not null ? Secret.FromValue(value) : file is not null ? Secret.FromFile(file) : null;
}
