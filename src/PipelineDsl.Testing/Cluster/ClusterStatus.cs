using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>The API server's <c>Status</c> objects, word by word as the real one says them.</summary>
internal static class ClusterStatus
{
    public static JsonObject Forbidden(string verb, ClusterResource type, string space) => Of(
        403, "Forbidden",
        $"{type.Plural} is forbidden: User \"system:serviceaccount:default:simulated\" cannot {verb} resource \"{type.Plural}\" in API group \"{type.Group}\" "
        + (space.Length == 0 ? "at the cluster scope" : $"in the namespace \"{space}\""),
        new JsonObject { ["kind"] = type.Plural });

    public static JsonObject TooOld(string version, long oldest) => Of(410, "Expired", $"too old resource version: {version} ({oldest})");

    public static JsonObject ContinueExpired() => Of(
        410, "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");

    public static JsonObject Invalid(string message) => Of(422, "Invalid", message);

    public static JsonObject BadRequest(string message) => Of(400, "BadRequest", message);

    public static JsonObject NotFound() => Of(404, "NotFound", "the server could not find the requested resource", new JsonObject());

    public static JsonObject ObjectNotFound(string resource, string name) => Of(
        404, "NotFound", $"{resource} \"{name}\" not found", new JsonObject { ["name"] = name, ["kind"] = resource });

    public static JsonObject AlreadyExists(string resource, string name) => Of(
        409, "AlreadyExists", $"{resource} \"{name}\" already exists", new JsonObject { ["name"] = name, ["kind"] = resource });

    public static JsonObject Conflict(string resource, string name) => Of(
        409, "Conflict",
        $"Operation cannot be fulfilled on {resource} \"{name}\": the object has been modified; please apply your changes to the latest version and try again",
        new JsonObject { ["name"] = name, ["kind"] = resource });

    public static JsonObject MethodNotAllowed() => Of(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new JsonObject());

    private static JsonObject Of(int code, string reason, string message, JsonObject? details = null)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = message, ["reason"] = reason,
        };
        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return status;
    }
}
