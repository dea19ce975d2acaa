namespace PipelineDsl.Hosting;

/// <summary>A pipeline that the program added, before the host has started.</summary>
internal sealed record PipelineRegistration(string Name, Func<IServiceProvider, Pipeline> Create);
