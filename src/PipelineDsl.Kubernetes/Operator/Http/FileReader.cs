namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads names of files on this program's machine.</summary>
internal static class FileReader
{
    /// <summary>The file; null where it is absent or empty.</summary>
    /// <exception cref="RejectedException">Resources may not name files.</exception>
    public static Secret? ReadFile(this Field field, ResourceScope scope)
    {
        if (field.TextOrEmpty() is not { Length: > 0 } path)
        {
            return null;
        }

        return scope.Settings.AllowFileAccess
            ? Secret.FromFile(path)
            : throw field.Reject("resources may not name files here: put the value into a Secret, or allow file access in the settings of the pipeline");
    }
}
