using PipelineDsl.Http;

namespace PipelineDsl.Discovery;

/// <summary>The way to another API server than the program's own.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Http">How it is connected to.</param>
public sealed record KubernetesConnection(Uri Server, HttpClientOptions Http);
