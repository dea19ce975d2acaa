namespace PipelineDsl.Relabeling;

/// <summary>Which strings are label names.</summary>
public enum LabelNameScheme
{
    /// <summary>Any non-empty UTF-8 string: the default since Prometheus 3.</summary>
    Utf8,

    /// <summary>Letters, digits and <c>_</c>, not beginning with a digit.</summary>
    Legacy,
}
