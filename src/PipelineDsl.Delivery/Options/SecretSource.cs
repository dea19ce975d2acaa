namespace PipelineDsl.Delivery;

/// <summary>Makes a secret of the two options that may hold it.</summary>
internal static class SecretSource
{
    public static Secret? Of(string? value, string? file) =>
        value is not null ? Secret.FromValue(value) : file is not null ? Secret.FromFile(file) : null;
}
