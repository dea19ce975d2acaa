namespace PipelineDsl.Discovery;

/// <summary>Selectors for the objects of one role that a source reads: one of endpoints also reads services and pods.</summary>
/// <param name="Role">The role.</param>
/// <param name="Label">The label selector, evaluated by the API server; empty for all objects.</param>
/// <param name="Field">The field selector, evaluated by the API server; empty for all objects.</param>
public sealed record RoleSelector(KubernetesRole Role, string Label, string Field);
