namespace PipelineDsl.Discovery;

/// <summary>What the API server lets through of one resource.</summary>
/// <param name="Role">The role that has the resource.</param>
/// <param name="Label">The label selector. The default value is empty: any labels.</param>
/// <param name="Field">The field selector. The default value is empty: any fields.</param>
public sealed record RoleSelector(KubernetesRole Role, string Label = "", string Field = "")
{
    /// <summary>The selector that lets through what passes both.</summary>
    /// <param name="label">A label selector.</param>
    /// <param name="field">A field selector.</param>
    public RoleSelector And(string label, string field) => this with { Label = Both(Label, label), Field = Both(Field, field) };

    /// <inheritdoc/>
    public override string ToString() => (Label.Length == 0 ? "" : $", labels {Label}") + (Field.Length == 0 ? "" : $", fields {Field}");

    private static string Both(string one, string other) => one.Length == 0 || other.Length == 0 ? one + other : $"{one},{other}";
}
