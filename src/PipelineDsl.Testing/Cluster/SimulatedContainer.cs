namespace PipelineDsl.Testing;

/// <summary>A container of a simulated pod.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ports">The ports it declares.</param>
public sealed record SimulatedContainer(string Name, params IReadOnlyList<SimulatedPort> Ports)
{
    /// <summary>The image. The default value is empty: <c>registry.example/</c> and the container's name.</summary>
    public string Image { get; init; } = "";

    /// <summary>The ID in the container's status, as <c>runtime://id</c>. The default value is empty: not started.</summary>
    public string Id { get; init; } = "";
}
