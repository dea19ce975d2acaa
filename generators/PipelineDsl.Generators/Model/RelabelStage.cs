namespace PipelineDsl.Generators.Model;

/// <summary>Which <c>Relabel</c> a call means.</summary>
internal enum RelabelStage
{
    /// <summary>Before the scrape.</summary>
    Targets,

    /// <summary>After the scrape.</summary>
    Metrics,
}
