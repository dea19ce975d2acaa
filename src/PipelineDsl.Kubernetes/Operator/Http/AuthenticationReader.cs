using PipelineDsl.Http;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads how a client proves who it is: <c>basicAuth</c>, <c>authorization</c>, <c>bearerTokenSecret</c> or <c>oauth2</c>.</summary>
internal static class AuthenticationReader
{
    private static readonly string[] s_ways = ["authorization", "basicAuth", "bearerTokenSecret", "bearerTokenFile", "oauth2"];

    /// <summary>Reads the authentication of an endpoint or discovery; null where it has none.</summary>
    public static HttpAuthentication? ReadAuthentication(this Field owner, ResourceScope scope)
    {
        Field[] present = [.. s_ways.Select(way => owner[way]).Where(IsSet)];
        if (present.Length > 1)
        {
            throw present[0].Reject($"it excludes {string.Join(", ", present[1..].Select(field => field.Path[(field.Path.LastIndexOf('.') + 1)..]))}: choose one");
        }

        if (owner["basicAuth"] is { IsPresent: true } basic)
        {
            return new BasicAuthentication(Require(basic["username"], scope), Require(basic["password"], scope));
        }

        if (owner["authorization"] is { IsPresent: true } authorization)
        {
            return ReadAuthorization(authorization, scope);
        }

        if (owner["oauth2"] is { IsPresent: true } oauth2)
        {
            return ReadOAuth2(oauth2, scope);
        }

        if (IsSet(owner["bearerTokenSecret"]))
        {
            return new HeaderAuthentication(Require(owner["bearerTokenSecret"], scope));
        }

        return owner["bearerTokenFile"].ReadFile(scope) is { } file ? new HeaderAuthentication(file) : null;
    }

    // Old resources carry an empty bearerTokenSecret: a default of former versions.
    private static bool IsSet(Field field) => field.Kind == System.Text.Json.JsonValueKind.String
        ? field.TextOrEmpty().Length > 0
        : field.IsPresent && (!field.Path.EndsWith("bearerTokenSecret", StringComparison.Ordinal) || field["name"].TextOrEmpty().Length > 0);

    private static HeaderAuthentication ReadAuthorization(Field field, ResourceScope scope)
    {
        string type = field["type"].TextOrEmpty().Trim();
        if (type.Equals("basic", StringComparison.OrdinalIgnoreCase))
        {
            throw field["type"].Reject("Basic is not possible here: use basicAuth");
        }

        return new HeaderAuthentication(Require(field["credentials"], scope)) { Type = type.Length == 0 ? "Bearer" : type };
    }

    private static OAuth2Authentication ReadOAuth2(Field field, ResourceScope scope)
    {
        Secret id = field["clientId"].ReadSecretOrConfigMap(scope) ?? throw field["clientId"].Reject("it is required");
        Uri url = field["tokenUrl"].Url("http", "https") ?? throw field["tokenUrl"].Reject("it is required");
        return new OAuth2Authentication(id, Require(field["clientSecret"], scope), url)
        {
            Scopes = [.. field["scopes"].Texts()],
            EndpointParams = [.. field["endpointParams"].Entries().Select(entry => KeyValuePair.Create(entry.Key, entry.Value.TextOrEmpty()))],
            Tls = field["tlsConfig"].ReadTls(scope) ?? TlsOptions.Default,
            Proxy = field.ReadProxy(scope),
        };
    }

    private static Secret Require(Field field, ResourceScope scope) => field.ReadSecretKey(scope) ?? throw field.Reject("it is required");
}
