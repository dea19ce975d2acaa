using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>Changes to one object, refused as the API server refuses them when somebody else was faster.</summary>
internal sealed class ClusterWrite(ClusterStore store, ClusterRequest request)
{
    private const string VersionPath = "metadata.resourceVersion";

    /// <summary>Creates the object; a conflict if it is there.</summary>
    public JsonObject Create(JsonObject given)
    {
        string name = ClusterJson.Text(given, "metadata.name");
        return store.Put(request.Resource, given, before => before is null ? null : ClusterStatus.AlreadyExists(request.Resource, name));
    }

    /// <summary>Replaces the object; a conflict if it has not the version that the new state names. A state that names none always wins.</summary>
    public JsonObject Update(JsonObject given)
    {
        string expected = ClusterJson.Text(given, VersionPath);
        return store.Put(request.Resource, given, before => before is null ? Missing : Differs(before, VersionPath, expected) ? Conflict : null);
    }

    /// <summary>Deletes the object; a conflict if it does not meet the preconditions of the options.</summary>
    public JsonObject Delete(JsonObject? options)
    {
        string version = options is null ? "" : ClusterJson.Text(options, "preconditions.resourceVersion");
        string uid = options is null ? "" : ClusterJson.Text(options, "preconditions.uid");
        return store.Delete(request.Resource, request.Namespace, request.Name, before =>
            Differs(before, VersionPath, version) || Differs(before, "metadata.uid", uid) ? Conflict : null) ?? Missing;
    }

    private JsonObject Missing => ClusterStatus.ObjectNotFound(request.Resource, request.Name);

    private JsonObject Conflict => ClusterStatus.Conflict(request.Resource, request.Name);

    private static bool Differs(JsonObject before, string path, string expected) => expected.Length > 0 && ClusterJson.Text(before, path) != expected;
}
