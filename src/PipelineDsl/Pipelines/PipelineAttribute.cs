namespace PipelineDsl;

/// <summary>Marks a static method that returns a <see cref="Pipeline"/>: the generated <c>AddPipelines()</c> registers it.</summary>
/// <remarks>The method's parameters, such as <see cref="Destinations"/>, come from the host's services.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PipelineAttribute : Attribute
{
    /// <summary>Registers the pipeline under its method's name in lower case with hyphens: <c>ImageAnalysis</c> is <c>image-analysis</c>.</summary>
    public PipelineAttribute()
    {
    }

    /// <summary>Registers the pipeline under a name.</summary>
    /// <param name="name">The name, unique in the program; it is the default of the label <c>job</c>.</param>
    public PipelineAttribute(string name) => Name = name;

    /// <summary>The name given, or <see langword="null"/>.</summary>
    public string? Name { get; }
}
