using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace PipelineDsl.Delivery.Aws;

/// <summary>Makes the signature of a request with the SDK's own canonical form and keys, which only the signers of its clients can reach.</summary>
internal sealed class Signature : AWS4Signer
{
    private const string Date = "X-Amz-Date";
    private const string Token = "X-Amz-Security-Token";

    private Signature()
    {
    }

    /// <summary>Adds the headers of a signature.</summary>
    public static void Add(
        HttpRequestMessage request, ReadOnlySpan<byte> body, ImmutableCredentials credentials, string region, string service, DateTime now)
    {
        Uri url = request.RequestUri!;
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}",
            ["x-amz-date"] = FormatDateTime(now, "yyyyMMddTHHmmssZ"),
        };
        if (request.Content?.Headers.NonValidated.TryGetValues("Content-Type", out var type) == true)
        {
            signed["content-type"] = type.ToString();
        }

        if (credentials.UseToken)
        {
            signed["x-amz-security-token"] = credentials.Token;
        }

        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Parameter);
        string canonical = CanonicalizeRequest(
            new Uri(url.GetLeftPart(UriPartial.Authority)), Uri.UnescapeDataString(url.AbsolutePath), request.Method.Method, signed,
            CanonicalizeQueryParameters(query), Convert.ToHexStringLower(SHA256.HashData(body)));
        AWS4SigningResult result = ComputeSignature(credentials, region, now, service, CanonicalizeHeaderNames(signed), canonical);
        Set(request, Date, signed["x-amz-date"]);
        Set(request, Token, credentials.UseToken ? credentials.Token : null);
        Set(request, "Authorization", result.ForAuthorizationHeader);
    }

    private static KeyValuePair<string, string> Parameter(string text)
    {
        string[] parts = text.Split('=', 2);
        return new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    private static void Set(HttpRequestMessage request, string header, string? value)
    {
        request.Headers.Remove(header);
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
