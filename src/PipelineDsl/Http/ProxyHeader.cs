using PipelineDsl.Discovery;

namespace PipelineDsl.Http;

/// <summary>A header that a proxy is sent, with its values.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Values">Its values, in order.</param>
public sealed record ProxyHeader(string Name, ValueList<Secret> Values);
