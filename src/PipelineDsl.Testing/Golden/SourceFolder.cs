namespace PipelineDsl.Testing;

/// <summary>Finds the folder of a source file while its tests run.</summary>
internal static class SourceFolder
{
    /// <summary>The folder of a file as the compiler names it; null when it is not on this machine.</summary>
    /// <remarks>Deterministic builds name files from a root that does not exist (<c>/_/tests/RuleTests.cs</c>): then the file is looked for under
    /// the folders above the test program.</remarks>
    public static string? Find(string file, string programFolder)
    {
        if (File.Exists(file))
        {
            return Path.GetDirectoryName(file);
        }

        string[] steps = file.Split('/', '\\');
        for (string? folder = programFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            for (int first = 0; first < steps.Length; first++)
            {
                string candidate = Path.Combine([folder, .. steps[first..]]);
                if (steps[first].Length > 0 && File.Exists(candidate))
                {
                    return Path.GetDirectoryName(candidate);
                }
            }
        }

        return null;
    }
}
