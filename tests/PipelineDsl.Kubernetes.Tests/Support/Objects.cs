namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Small JSON of the API.</summary>
internal static class Objects
{
    public static string Pod(string name, int version, string ip = "10.0.0.1", string extra = "") =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"shop","uid":"u-{{{name}}}","resourceVersion":"{{{version}}}"},"spec":{"containers":[{"name":"app","image":"i","ports":[{"containerPort":8080,"protocol":"TCP"}]}]},"status":{"phase":"Running","podIP":"{{{ip}}}"}{{{extra}}}}""";

    public static string List(int version, params string[] items) => Page(version, "", items);

    public static string Page(int version, string next, params string[] items) =>
        $$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},"items":[{{string.Join(',', items)}}]}""";

    public static string Event(string type, string json) => $$"""{"type":"{{type}}","object":{{json}}}""" + "\n";

    public static string Bookmark(int version) => Event("BOOKMARK", $$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"},"spec":{"containers":null},"status":{}}""");

    public static string Status(int code, string reason, string message) =>
        $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","code":{{code}}}""";
}
