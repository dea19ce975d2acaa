using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>The role of targets that an HTTP endpoint lists.</summary>
public sealed class HttpTarget
{
    private HttpTarget()
    {
    }

    /// <summary>Where the list is: <c>__meta_url</c>.</summary>
    [LabelName("__meta_url")]
    public static Label<HttpTarget> Url { get; } = "__meta_url";
}
