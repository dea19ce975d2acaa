namespace PipelineDsl.Kubernetes;

/// <summary>What a page of a list says beside its objects.</summary>
/// <param name="ResourceVersion">The version of the whole list: a watch goes on behind it.</param>
/// <param name="Continue">The token of the next page; empty on the last.</param>
internal readonly record struct ListPage(string ResourceVersion, string Continue);
