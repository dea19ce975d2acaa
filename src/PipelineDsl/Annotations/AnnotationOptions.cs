using PipelineDsl.Discovery;

namespace PipelineDsl;

/// <summary>Which pods and services are scraped because their annotations ask for it, and how.</summary>
/// <remarks>The names are those of the feature <c>annotationAutodiscovery</c> of the k8s-monitoring chart.</remarks>
public sealed record AnnotationOptions
{
    /// <summary>The options where nothing was said.</summary>
    public static AnnotationOptions Default { get; } = new();

    /// <summary>What the annotations are called. The default value is <see cref="AnnotationNames.Grafana"/>.</summary>
    public AnnotationNames Annotations { get; init; } = AnnotationNames.Grafana;

    /// <summary>Names or patterns (RE2, for the whole name) of the namespaces looked into. The default value is empty: all.</summary>
    /// <remarks>If all are names, the API server is asked for these namespaces only; with a pattern among them it is asked for all.</remarks>
    public ValueList<string> Namespaces { get; init; } = [];

    /// <summary>Names or patterns (RE2, for the whole name) of namespaces that are left out. The default value is empty: none.</summary>
    public ValueList<string> ExcludeNamespaces { get; init; } = [];

    /// <summary>A label selector for pods and services, evaluated by the API server. The default value is empty: all objects.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>What is looked for among pods.</summary>
    public AnnotatedObjectOptions Pods { get; init; } = AnnotatedObjectOptions.Default;

    /// <summary>What is looked for among services.</summary>
    public AnnotatedObjectOptions Services { get; init; } = AnnotatedObjectOptions.Default;

    /// <summary>Which labels of its node the targets of a pod get.</summary>
    public NodeLabelOptions NodeLabels { get; init; } = NodeLabelOptions.None;

    /// <summary>Whether targets have the labels and annotations of their namespace while rules run on them. The default value is
    /// <see langword="false"/>.</summary>
    public bool AttachNamespaceMetadata { get; init; }

    /// <summary>Time between two scrapes of a target without an annotation of its own. The default value is 1 minute.</summary>
    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest a scrape of a target without an annotation of its own may take. The default value is <see langword="null"/>:
    /// 10 seconds, or the interval if that is shorter.</summary>
    public TimeSpan? ScrapeTimeout { get; init; }

    /// <summary>Which metrics are kept.</summary>
    public MetricsTuningOptions MetricsTuning { get; init; } = MetricsTuningOptions.Default;

    /// <summary>A token that is sent to every annotated target, whoever made it, also where its certificate cannot be trusted. The default value
    /// is <see langword="null"/>: none is sent.</summary>
    public Secret? BearerToken { get; init; }

    /// <summary>The kind of a target that says nothing itself: the label by which static labels of pods and of services are told apart.</summary>
    internal const string KindLabel = "tmp_annotated_kind";

    /// <summary>Whether series have to say whether they come from a pod or a service, until the static labels are set.</summary>
    internal bool NeedsKind => Pods.Enabled && Services.Enabled && !Pods.StaticLabels.Equals(Services.StaticLabels);

    /// <summary>Finds what is wrong.</summary>
    /// <returns>A message for each mistake: the key as in the configuration, what is wrong, and the mend. Empty when all is well.</returns>
    public IReadOnlyList<string> Validate() => new AnnotationOptionsValidator(this).Validate();
}
