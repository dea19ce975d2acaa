using System.Buffers;

namespace PipelineDsl.Delivery;

/// <summary>Finds the errors in how a destination is reached and how it is told who sends.</summary>
internal sealed class ConnectionValidator(OptionErrors errors)
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // The protocol, the connection and the authentication settings own these.
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Host", "Retry-Attempt", "TE",
        "Transfer-Encoding", "User-Agent", "X-Prometheus-Remote-Write-Version", "grpc-accept-encoding", "grpc-encoding", "grpc-timeout",
    };

    public void Check(DestinationOptions options)
    {
        CheckAddress(options);
        CheckAuthentication(options);
        CheckTls("Tls", options.Tls);
        CheckProxy("Proxy", options.Proxy);
        CheckHeaders(options);
    }

    private void CheckAddress(DestinationOptions options)
    {
        const string Example = "https://mimir.example/api/v1/push";
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            errors.Add("Url", $"is missing: set it to the receiver's address, such as {Example}");
        }
        else if (errors.CheckUrl("Url", options.Url, Example, "http", "https") is not { } url)
        {
            return;
        }
        else if (url.UserInfo.Length > 0)
        {
            errors.Add("Url", $"holds credentials: move them to {errors.Section}:BasicAuth");
        }
        else if (options is { Type: DestinationOptions.Otlp, Protocol: OtlpProtocols.Grpc } && url.PathAndQuery != "/")
        {
            errors.Add("Url", $"has the path '{url.AbsolutePath}', which gRPC does not: remove it, or set {errors.Section}:Protocol to http");
        }
    }

    private void CheckAuthentication(DestinationOptions options)
    {
        (string Key, bool IsSet)[] ways =
        [
            ("BasicAuth", options.BasicAuth is not null),
            ("BearerToken", options.BearerToken is not null || options.BearerTokenFile is not null),
            ("OAuth2", options.OAuth2 is not null),
            ("a signer", options.Signer is not null),
        ];
        if (ways.Where(way => way.IsSet).Select(way => way.Key).ToArray() is { Length: > 1 } set)
        {
            errors.Add(set[0], $"and {string.Join(" and ", set.Skip(1))} are {(set.Length == 2 ? "both" : "all")} set: remove all but one of them");
        }

        errors.CheckSecret("BearerToken", options.BearerToken, "BearerTokenFile", options.BearerTokenFile);
        if (options.BasicAuth is { } basic)
        {
            errors.CheckSecret("BasicAuth:Password", basic.Password, "BasicAuth:PasswordFile", basic.PasswordFile);
            if (string.IsNullOrEmpty(basic.Username))
            {
                errors.Add("BasicAuth:Username", "is missing: set it, or remove BasicAuth");
            }
            else if (basic.Username.Contains(':'))
            {
                errors.Add("BasicAuth:Username", "holds a colon, which HTTP does not allow in a user name: remove it");
            }
        }

        if (options.OAuth2 is { } oauth)
        {
            CheckOAuth2(oauth);
        }
    }

    private void CheckOAuth2(OAuth2Options oauth)
    {
        const string Example = "https://login.example/oauth2/token";
        if (string.IsNullOrEmpty(oauth.ClientId))
        {
            errors.Add("OAuth2:ClientId", "is missing: set it, or remove OAuth2");
        }

        errors.CheckSecret("OAuth2:ClientSecret", oauth.ClientSecret, "OAuth2:ClientSecretFile", oauth.ClientSecretFile);
        if (oauth.ClientSecret is null && oauth.ClientSecretFile is null)
        {
            errors.Add("OAuth2:ClientSecret", $"is missing: set it, or {errors.Section}:OAuth2:ClientSecretFile");
        }

        if (string.IsNullOrWhiteSpace(oauth.TokenUrl))
        {
            errors.Add("OAuth2:TokenUrl", $"is missing: set it to the token endpoint, such as {Example}");
        }
        else
        {
            errors.CheckUrl("OAuth2:TokenUrl", oauth.TokenUrl, Example, "http", "https");
        }

        CheckTls("OAuth2:Tls", oauth.Tls);
        CheckProxy("OAuth2:Proxy", oauth.Proxy);
    }

    private void CheckTls(string key, ClientTlsOptions tls)
    {
        CheckPem($"{key}:Ca", tls.Ca, $"{key}:CaFile", tls.CaFile);
        CheckPem($"{key}:Cert", tls.Cert, $"{key}:CertFile", tls.CertFile);
        CheckPem($"{key}:Key", tls.Key, $"{key}:KeyFile", tls.KeyFile);
        bool hasCertificate = (tls.Cert ?? tls.CertFile) is not null;
        if (hasCertificate != (tls.Key ?? tls.KeyFile) is not null)
        {
            errors.Add(hasCertificate ? $"{key}:Cert" : $"{key}:Key", "is set alone: a certificate needs its key and a key its certificate");
        }

        if (tls.ServerName is "")
        {
            errors.Add($"{key}:ServerName", "is empty: set it to the name in the server's certificate, or remove it");
        }

        if (tls.MinVersion > tls.MaxVersion)
        {
            errors.Add($"{key}:MinVersion", $"is {tls.MinVersion}: make it at most MaxVersion, {tls.MaxVersion}");
        }
    }

    private void CheckPem(string key, string? value, string fileKey, string? file)
    {
        errors.CheckSource(key, value, fileKey, file);
        if (value is not null && !value.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            errors.Add(key, $"is no PEM: set it to the text that begins with -----BEGIN, or put the file's path into {errors.Section}:{fileKey}");
        }
    }

    private void CheckProxy(string key, ClientProxyOptions? proxy)
    {
        const string Example = "http://proxy.example:3128";
        if (proxy is null)
        {
            return;
        }

        errors.CheckUrl($"{key}:Url", proxy.Url, Example, "http", "https", "socks5");
        if (proxy.FromEnvironment && (proxy.Url is not null || proxy.NoProxy.Length > 0))
        {
            errors.Add($"{key}:FromEnvironment", "is set beside Url or NoProxy: the proxy is either fixed or the environment's; remove one of them");
        }
        else if (!proxy.FromEnvironment && proxy.Url is null)
        {
            errors.Add($"{key}:Url", $"is missing: set it to the proxy's address, such as {Example}, or set {errors.Section}:{key}:FromEnvironment");
        }

        foreach ((string header, string value) in proxy.ConnectHeaders)
        {
            CheckHeader($"{key}:ConnectHeaders:{header}", header, value);
        }
    }

    private void CheckHeaders(DestinationOptions options)
    {
        if (options.TenantId is { } tenant && (tenant.Length == 0 || !IsHeaderValue(tenant)))
        {
            errors.Add("TenantId", "is empty or cannot stand in a header: use printable ASCII characters, or remove it");
        }

        foreach ((string header, string value) in options.Headers)
        {
            if (OwnHeaders.Contains(header))
            {
                errors.Add($"Headers:{header}", "is set by the sender itself: remove it, and use BasicAuth or BearerToken for credentials");
            }
            else
            {
                CheckHeader($"Headers:{header}", header, value);
            }
        }

        if (options.TenantId is not null && options.Headers.Keys.Contains(RemoteWriteHeaders.Tenant, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add("TenantId", $"and {errors.Section}:Headers:{RemoteWriteHeaders.Tenant} are both set: remove one of them");
        }
    }

    private void CheckHeader(string key, string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            errors.Add(key, "is not a header name: use letters, digits and hyphens");
        }
        else if (!IsHeaderValue(value))
        {
            errors.Add(key, "has a value that cannot stand in a header: use printable ASCII characters");
        }
    }

    private static bool IsHeaderValue(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
