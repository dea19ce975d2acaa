using System.Text;
using System.Text.Json;

namespace PipelineDsl.Http;

/// <summary>A token as an endpoint issued it (RFC 6749, section 5.1).</summary>
/// <param name="Authorization">The header to send.</param>
/// <param name="Expires">When it ends; <see langword="null"/> if the endpoint did not say.</param>
internal sealed record OAuth2Token(string Authorization, DateTimeOffset? Expires)
{
    /// <summary>The longest answer that is read.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Reads an endpoint's answer.</summary>
    /// <exception cref="ConnectionSetupException">It holds no token.</exception>
    public static OAuth2Token Read(byte[] body, DateTimeOffset now)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            string? token = Text(json.RootElement, "access_token");
            if (string.IsNullOrEmpty(token))
            {
                throw new ConnectionSetupException("the answer holds no access_token");
            }

            string type = Text(json.RootElement, "token_type") is { Length: > 0 } sent ? sent : "Bearer";
            type = type.Equals("bearer", StringComparison.OrdinalIgnoreCase) ? "Bearer" : type;
            // Some servers send the number as a text.
            string? seconds = Text(json.RootElement, "expires_in");
            return new($"{type} {token}", long.TryParse(seconds, out long number) && number > 0 ? now.AddSeconds(number) : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ConnectionSetupException("the answer is no JSON object", e);
        }
    }

    /// <summary>What an endpoint says is wrong (RFC 6749, section 5.2), or the beginning of what it says.</summary>
    public static string ReadError(byte[] body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            return $"{Text(json.RootElement, "error")} {Text(json.RootElement, "error_description")}".Trim();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 200)));
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
