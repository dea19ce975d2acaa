namespace PipelineDsl.Testing;

/// <summary>A port of a simulated container or service.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name. The default value is empty: none.</param>
/// <param name="Protocol">Its protocol. The default value is <c>TCP</c>.</param>
public sealed record SimulatedPort(int Number, string Name = "", string Protocol = "TCP")
{
    /// <summary>Of a service: the number or name of the pods' port behind it. The default value is empty: the same number.</summary>
    public string TargetPort { get; init; } = "";
}
