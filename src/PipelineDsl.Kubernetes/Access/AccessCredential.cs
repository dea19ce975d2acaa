using System.Net.Http.Headers;
using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>What a request says about who sends it, beside a client certificate.</summary>
internal abstract class AccessCredential
{
    public static AccessCredential None { get; } = new FixedCredential(null);

    public static AccessCredential Token(string token) => new FixedCredential(new AuthenticationHeaderValue("Bearer", token));

    public static AccessCredential TokenFile(string path) => new TokenFileCredential(path);

    public static AccessCredential Basic(string user, string password) =>
        new FixedCredential(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));

    public abstract ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken cancellationToken);

    private sealed class FixedCredential(AuthenticationHeaderValue? header) : AccessCredential
    {
        public override ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken cancellationToken) => new(header);
    }

    // Requests are few (a list, then a watch every some minutes): reading each time is always right, also behind rotated symbolic links.
    private sealed class TokenFileCredential(string path) : AccessCredential
    {
        public override async ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken cancellationToken)
        {
            try
            {
                string token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
                return token.Length > 0
                    ? new AuthenticationHeaderValue("Bearer", token)
                    : throw new KubernetesAccessException($"The token file {path} is empty: write a token into it.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new KubernetesAccessException($"The token file {path} cannot be read: {e.Message} Mount it, or correct its path.", e);
            }
        }
    }
}
