using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>The API's <c>Status</c> object: why a request was refused.</summary>
/// <param name="Code">The HTTP status it stands for; 0 if it does not say.</param>
/// <param name="Message">The server's words.</param>
internal readonly record struct ApiStatus(int Code, string Message)
{
    private const int LongestText = 200;

    /// <summary>Reads a status, or takes the body as text: proxies and overloaded servers answer without JSON.</summary>
    public static ApiStatus Read(ReadOnlySpan<byte> body)
    {
        int code = 0;
        string message = "";
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("code"u8))
                {
                    reader.Read();
                    code = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : 0;
                }
                else if (reader.ValueTextEquals("message"u8))
                {
                    message = reader.NextString();
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            message = Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]).Trim();
        }

        return new ApiStatus(code, message);
    }
}
