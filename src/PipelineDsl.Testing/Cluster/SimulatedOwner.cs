namespace PipelineDsl.Testing;

/// <summary>The controller a simulated pod belongs to.</summary>
/// <param name="Kind">Its kind, such as <c>ReplicaSet</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record SimulatedOwner(string Kind, string Name);
