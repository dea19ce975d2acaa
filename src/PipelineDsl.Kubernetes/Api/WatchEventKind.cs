namespace PipelineDsl.Kubernetes;

/// <summary>What a line of a watch tells. Errors are exceptions.</summary>
internal enum WatchEventKind
{
    /// <summary>An object is there, or begins to match the selectors.</summary>
    Added,

    /// <summary>An object is different.</summary>
    Modified,

    /// <summary>An object is gone, or ceases to match the selectors.</summary>
    Deleted,

    /// <summary>Nothing happened up to this version.</summary>
    Bookmark,
}
