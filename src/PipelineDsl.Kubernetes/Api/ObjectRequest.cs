namespace PipelineDsl.Kubernetes;

/// <summary>A request about one object.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Query">The kind of object and its namespace.</param>
/// <param name="Name">The object's name; empty to create it.</param>
/// <param name="Limit">A request that takes longer is given up.</param>
internal sealed record ObjectRequest(HttpMethod Method, ResourceQuery Query, string Name, TimeSpan Limit)
{
    /// <summary>The JSON that is sent. The default value is empty: none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What rights call it.</summary>
    public string Verb => Method.Method switch
    {
        "GET" => "get",
        "POST" => "create",
        "PUT" => "update",
        "DELETE" => "delete",
        _ => throw new InvalidOperationException($"Objects are not asked for with {Method}."),
    };
}
