using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of targets that files list.</summary>
public sealed class FileTarget
{
    private FileTarget()
    {
    }

    /// <summary>The file that lists the target: <c>__meta_filepath</c>.</summary>
    [LabelName("__meta_filepath")]
    public static Label<FileTarget> Path { get; } = "__meta_filepath";
}
