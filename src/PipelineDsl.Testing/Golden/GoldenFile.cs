namespace PipelineDsl.Testing;

/// <summary>A text that was approved once, in the folder <c>Golden</c> beside the tests.</summary>
internal static class GoldenFile
{
    /// <summary>Set to 1 to write what comes as the approved text; the tests fail then, so that nobody forgets to look at it.</summary>
    public const string Update = "PIPELINEDSL_UPDATE_GOLDEN";

    /// <summary>Compares a text with the approved one.</summary>
    /// <exception cref="PipelineAssertionException">It is another, there is none, or it was written anew.</exception>
    public static void ShouldMatch(string text, string name, string caller, bool isUpdate)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
        {
            throw new ArgumentException($"'{name}' is not a file name.", nameof(name));
        }

        string tests = SourceFolder.Find(caller, AppContext.BaseDirectory)
            ?? throw new PipelineAssertionException(
                $"The golden file {name}.txt should be in the folder Golden beside {caller}, which is not on this machine.");
        string folder = Path.Combine(tests, "Golden");
        string golden = Path.Combine(folder, $"{name}.txt");
        string received = Path.Combine(folder, $"{name}.received.txt");
        if (isUpdate)
        {
            Write(golden, text);
            File.Delete(received);
            throw new PipelineAssertionException($"Golden/{name}.txt was written: review it, and run the tests without {Update}.");
        }

        string? approved = File.Exists(golden) ? File.ReadAllText(golden).ReplaceLineEndings("\n") : null;
        if (approved == text)
        {
            File.Delete(received);
            return;
        }

        Write(received, text);
        throw new PipelineAssertionException(approved is null
            ? $"Golden/{name}.txt is missing. If this is right, rename {name}.received.txt to {name}.txt, or run once with {Update}=1:\n\n{text}"
            : $"Golden/{name}.txt has another text (- approved, + received). If the new one is right, rename {name}.received.txt to {name}.txt, "
                + $"or run once with {Update}=1:\n\n{LineDiff.Of(approved, text)}");
    }

    public static bool IsUpdate => Environment.GetEnvironmentVariable(Update) == "1";

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
