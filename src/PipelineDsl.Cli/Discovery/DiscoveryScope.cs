namespace PipelineDsl.Cli.Discovery;

/// <summary>Where to look, as the command line says it.</summary>
internal sealed record DiscoveryScope(string[] Namespaces, string Label, string Field, string[] Attach);
