namespace PipelineDsl;

/// <summary>A role whose targets run on nodes: pods, and the endpoints of services.</summary>
public interface INodeRole;
