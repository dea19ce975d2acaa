using System.Net;
using System.Text;

namespace PipelineDsl.Http;

/// <summary>Asks a proxy for a tunnel (RFC 9110, section 9.3.6), with headers that the platform's handler would not send.</summary>
internal static class ProxyTunnel
{
    private const int MaxAnswer = 16 * 1024;

    /// <summary>Opens a tunnel.</summary>
    /// <param name="stream">The connection to the proxy.</param>
    /// <param name="proxy">The proxy's address, which may hold a user name and password.</param>
    /// <param name="target">Where the tunnel leads.</param>
    /// <param name="options">The headers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectionSetupException">The proxy refuses.</exception>
    public static async Task OpenAsync(Stream stream, Uri proxy, DnsEndPoint target, ProxyOptions options, CancellationToken cancellationToken)
    {
        if (proxy.Scheme is not ("http" or "https"))
        {
            throw new ConnectionSetupException($"the proxy {proxy.Authority} is a {proxy.Scheme} one: headers and server names need an http or https proxy");
        }

        string authority = target.Host.Contains(':', StringComparison.Ordinal) ? $"[{target.Host.Trim('[', ']')}]:{target.Port}" : $"{target.Host}:{target.Port}";
        StringBuilder request = new StringBuilder().Append($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n");
        if (ProxySelector.Userinfo(proxy) is { } user)
        {
            request.Append($"Proxy-Authorization: {HttpHandlers.Basic(user.UserName, user.Password)}\r\n");
        }

        foreach (ProxyHeader header in options.ConnectHeaders)
        {
            foreach (Secret value in header.Values)
            {
                string text = await SecretText.ReadAsync(value, $"proxy header {header.Name}", cancellationToken).ConfigureAwait(false);
                request.Append($"{header.Name}: {text}\r\n");
            }
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.Append("\r\n").ToString()), cancellationToken).ConfigureAwait(false);
        string status = await ReadStatusAsync(stream, cancellationToken).ConfigureAwait(false);
        string[] words = status.Split(' ', 3);
        if (words.Length < 2 || words[1] is not ['2', _, _])
        {
            throw new ConnectionSetupException($"the proxy {proxy.Authority} opens no tunnel to {authority}: {status}");
        }
    }

    // Byte by byte, since what follows the empty line belongs to the target.
    private static async Task<string> ReadStatusAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] answer = new byte[MaxAnswer];
        for (int length = 0; length < answer.Length; length++)
        {
            if (await stream.ReadAsync(answer.AsMemory(length, 1), cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new ConnectionSetupException("the proxy closed the connection instead of opening a tunnel");
            }

            if (answer.AsSpan(0, length + 1).EndsWith("\r\n\r\n"u8))
            {
                return Encoding.UTF8.GetString(answer.AsSpan(0, answer.AsSpan().IndexOf((byte)'\r')));
            }
        }

        throw new ConnectionSetupException($"the proxy's answer is longer than {MaxAnswer} bytes");
    }
}
