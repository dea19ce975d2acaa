using PipelineDsl.CompilerServices;

namespace PipelineDsl;

/// <summary>Labels that every scraped series has.</summary>
public static class Metric
{
    /// <summary>The metric's name: <c>__name__</c>.</summary>
    [LabelName("__name__")]
    public static Label Name { get; } = new("__name__");

    /// <summary>The job that the target belongs to: <c>job</c>.</summary>
    [LabelName("job")]
    public static Label Job { get; } = new("job");

    /// <summary>The target: <c>instance</c>.</summary>
    [LabelName("instance")]
    public static Label Instance { get; } = new("instance");
}
