using System.Net;
using System.Security.Authentication;

namespace PipelineDsl.Kubernetes;

/// <summary>Turns refusals and broken connections into messages that say what, where and what mends it.</summary>
internal static class ApiErrors
{
    public static KubernetesApiException Refused(
        KubernetesAccess access, ResourceQuery query, string verb, int code, string words, TimeSpan? retryAfter = null)
    {
        string what = $"{verb} {query.Type.Plural} in {query.Where}";
        string said = words.Length == 0 ? $"({code})" : $"({code}: {words.TrimEnd('.')})";
        (ApiFailure failure, string message) = (HttpStatusCode)code switch
        {
            HttpStatusCode.Unauthorized => (ApiFailure.Unauthorized,
                $"The API server {access.Server} does not accept the credentials of {access.Origin} {said}: the token or client certificate is wrong, "
                + "expired, or of a deleted service account. Renew it."),
            HttpStatusCode.Forbidden when words.Contains("system:anonymous", StringComparison.Ordinal) => (ApiFailure.Forbidden,
                $"The API server {access.Server} refuses to {what} to somebody it does not know {said}: {access.Origin} brings no credential it accepts. "
                + "Give a token or a client certificate."),
            HttpStatusCode.Forbidden => (ApiFailure.Forbidden, $"The API server {access.Server} refuses to {what} {said}: {Grant(query, verb)}"),
            HttpStatusCode.NotFound when query.Type.Group == "monitoring.coreos.com" => (ApiFailure.NotFound,
                $"The API server {access.Server} has no {query.Type.Plural} {said}: install the CRDs of the Prometheus Operator, or take the stage out."),
            HttpStatusCode.NotFound => (ApiFailure.NotFound,
                $"The API server {access.Server} does not know {query.Type.Root}/{query.Type.Plural} {said}: check the server's address and version."),
            HttpStatusCode.Conflict => (ApiFailure.Conflict,
                $"The API server {access.Server} has another version of what was to {verb}: {query.Type.Plural} in {query.Where} {said}."),
            HttpStatusCode.Gone => (ApiFailure.Expired, $"The API server {access.Server} has forgotten the version of {query} {said}."),
            HttpStatusCode.TooManyRequests => (ApiFailure.Throttled, $"The API server {access.Server} is overloaded and asked to {what} later {said}."),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => (ApiFailure.Unavailable,
                $"The API server {access.Server} cannot {what} at the moment {said}."),
            HttpStatusCode.BadRequest => (ApiFailure.Refused,
                $"The API server {access.Server} does not understand the request to {verb} {query} {said}: check the selectors."),
            _ => (ApiFailure.Refused, $"The API server {access.Server} refuses to {what} {said}."),
        };
        return new KubernetesApiException(failure, message) { RetryAfter = retryAfter, IsInvalid = code == 422 };
    }

    public static KubernetesApiException Unreachable(KubernetesAccess access, Exception cause)
    {
        string mend = cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? $" Check the certificate authority and the server's name in {access.Origin}."
            : $" Check the address in {access.Origin} and the network.";
        return new KubernetesApiException(ApiFailure.Unreachable, $"The API server {access.Server} cannot be reached: {Innermost(cause)}{mend}", cause);
    }

    public static KubernetesApiException Interrupted(KubernetesAccess access, ResourceQuery query, string verb, Exception? cause) => new(
        ApiFailure.Interrupted, $"The {verb} of {query} at {access.Server} broke off: {(cause is null ? "no end came." : Innermost(cause))}", cause);

    public static KubernetesApiException Malformed(KubernetesAccess access, ResourceQuery query, string verb, Exception cause) => new(
        ApiFailure.Malformed, $"The API server {access.Server} answered to {verb} {query} with what is not the Kubernetes API: {cause.Message}", cause);

    private static string Grant(ResourceQuery query, string verb) => query.Namespace.Length == 0
        ? $"the account lacks {verb} on {query.Type.Plural} in all namespaces: grant the verbs {Verbs(query)} with a ClusterRole and a ClusterRoleBinding, "
            + "or name the namespaces it may look into."
        : $"the account lacks {verb} on {query.Type.Plural} in namespace {query.Namespace}: grant the verbs {Verbs(query)} with a Role and a RoleBinding "
            + $"in {query.Namespace}, or with a ClusterRole.";

    // Leases are what replicas write, events are never read; all else is only read.
    private static string Verbs(ResourceQuery query) => query.Type == ResourceType.Leases ? "get, list, watch, create, update, delete"
        : query.Type == ResourceType.Events ? "create"
        : "get, list, watch";

    // The outer messages only say that something failed.
    private static string Innermost(Exception cause)
    {
        Exception shown = cause;
        while (shown.InnerException is { } inner && shown is not AuthenticationException)
        {
            shown = inner;
        }

        return shown.Message;
    }
}
