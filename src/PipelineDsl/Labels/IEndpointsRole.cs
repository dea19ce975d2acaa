namespace PipelineDsl;

/// <summary>A role whose targets show the service and the pods they belong to: Endpoints and EndpointSlices.</summary>
public interface IEndpointsRole;
