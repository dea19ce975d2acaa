namespace PipelineDsl;

/// <summary>A role whose objects are in namespaces: all but nodes.</summary>
public interface INamespacedRole;
