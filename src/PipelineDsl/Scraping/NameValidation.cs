namespace PipelineDsl;

/// <summary>Which names of metrics and labels a scrape accepts.</summary>
public enum NameValidation
{
    /// <summary>Any UTF-8.</summary>
    Utf8,

    /// <summary><c>[a-zA-Z_:][a-zA-Z0-9_:]*</c>, for labels without colons.</summary>
    Legacy,
}
