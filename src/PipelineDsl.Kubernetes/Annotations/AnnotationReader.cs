using System.Globalization;
using System.Text;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads the annotations of the objects of one kind and makes their targets. Not thread-safe.</summary>
internal abstract class AnnotationReader
{
    private readonly AnnotationOptions _options;
    private readonly NamespaceFilter _namespaces;
    private readonly TargetTimes _times;
    private readonly (byte[] Label, byte[] Source)[] _copies;
    private readonly byte[] _appName;
    private readonly byte[] _app;
    private readonly string _kind;
    private readonly List<AnnotationProblem> _problems = [];

    protected AnnotationReader(AnnotationOptions options, AnnotatedObjectOptions objects, string kind)
    {
        (_options, _kind, Names) = (options, kind, options.Annotations);
        _namespaces = new NamespaceFilter(options);
        At = new AnnotationLabels(options.Annotations, kind);
        _times = new TargetTimes(options, At);
        _appName = Encoding.UTF8.GetBytes($"__meta_kubernetes_{kind}_label_app_kubernetes_io_name");
        _app = Encoding.UTF8.GetBytes($"__meta_kubernetes_{kind}_label_app");
        _copies = [.. objects.Labels.Select(copy => (
            Encoding.UTF8.GetBytes(copy.Key), Encoding.UTF8.GetBytes($"__meta_kubernetes_{kind}_label_{LabelName.Sanitize(copy.Value)}")))];
    }

    protected AnnotationNames Names { get; }

    protected AnnotationLabels At { get; }

    protected LabelSetBuilder Labels { get; } = new();

    /// <summary>What is said of an object that is not scraped because of a problem.</summary>
    protected string NotScraped => $"The {_kind} is not scraped.";

    /// <summary>Reads an object.</summary>
    /// <param name="discovered">Its targets as discovery gives them.</param>
    public AnnotationReading Read(IReadOnlyList<LabelSet> discovered)
    {
        if (discovered.Count == 0)
        {
            return AnnotationReading.Gone;
        }

        LabelSet first = discovered[0];
        ReadOnlySpan<byte> asked = Value(first, At.Scrape);
        if (asked.IsEmpty || asked.SequenceEqual("false"u8))
        {
            return AnnotationReading.NotAsked;
        }

        ReadOnlySpan<byte> space = first.Find("__meta_kubernetes_namespace"u8);
        if (!_namespaces.Includes(space))
        {
            return new AnnotationReading([], [], _namespaces.WhyNot(space));
        }

        _problems.Clear();
        if (!asked.SequenceEqual("true"u8))
        {
            Add(Names.Scrape, asked, "InvalidScrape", $"write true or false. {NotScraped}");
            return new AnnotationReading([], [.. _problems], null);
        }

        var targets = new List<AnnotatedTarget>();
        _times.Read(first, Add);
        string? whyNone = HasUsableUrl(first) ? AddTargets(discovered, targets) : null;
        return new AnnotationReading(targets, [.. _problems], whyNone);
    }

    /// <summary>Makes the targets of an object whose annotations are well so far.</summary>
    /// <returns>Why none is scraped, if nothing is wrong.</returns>
    protected abstract string? AddTargets(IReadOnlyList<LabelSet> discovered, List<AnnotatedTarget> targets);

    /// <summary>Notes a problem.</summary>
    protected void Add(string annotation, ReadOnlySpan<byte> value, string reason, string mend)
    {
        string text = Encoding.UTF8.GetString(value);
        _problems.Add(new AnnotationProblem(annotation, text, reason, $"The annotation {annotation} is \"{text}\": {mend}"));
    }

    /// <summary>Reads the annotation of the port's number.</summary>
    /// <returns>Whether it is absent, which is 0, or a number.</returns>
    protected bool TryReadPort(LabelSet discovered, out int port)
    {
        port = 0;
        ReadOnlySpan<byte> value = Value(discovered, At.PortNumber);
        if (value.IsEmpty || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue))
        {
            return true;
        }

        Add(Names.MetricsPortNumber, value, "InvalidPort", $"write a number from 1 to 65535. {NotScraped}");
        return false;
    }

    /// <summary>Narrows candidates to those with a value.</summary>
    /// <returns>Whether there is one, or nothing was asked.</returns>
    protected bool Narrow(List<LabelSet> candidates, byte[]? annotation, string annotationName, ReadOnlySpan<byte> label, string reason, string what)
    {
        ReadOnlySpan<byte> wanted = Value(candidates[0], annotation);
        if (wanted.IsEmpty)
        {
            return true;
        }

        string known = Listed(candidates, label);
        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            if (!candidates[i].Find(label).SequenceEqual(wanted))
            {
                candidates.RemoveAt(i);
            }
        }

        if (candidates.Count > 0)
        {
            return true;
        }

        Add(annotationName, wanted, reason, $"the {_kind} has no such {what}, {(known.Length == 0 ? "nor any other" : $"only {known}")}. {NotScraped}");
        return false;
    }

    /// <summary>Sets the labels that pods and services have in common; what is the object's own was set before.</summary>
    /// <param name="discovered">The object's labels.</param>
    /// <param name="name">What the job is called if nothing else names it.</param>
    protected void SetCommon(LabelSet discovered, ReadOnlySpan<byte> name)
    {
        Labels.Set("namespace"u8, discovered.Find("__meta_kubernetes_namespace"u8));
        Labels.Set("job"u8, FirstOf(Value(discovered, At.Job), discovered.Find(_appName), discovered.Find(_app), name));
        SetIfThere("instance"u8, Value(discovered, At.Instance));
        SetIfThere("__metrics_path__"u8, Value(discovered, At.Path));
        SetIfThere("__scheme__"u8, Encoding.UTF8.GetBytes(SchemeOf(discovered)));
        SetParams(discovered);
        _times.AddTo(Labels);
        foreach ((byte[] label, byte[] source) in _copies)
        {
            SetIfThere(label, discovered.Find(source));
        }

        if (_options.NeedsKind)
        {
            Labels.Set(AnnotationOptions.KindLabel, _kind);
        }
    }

    protected static ReadOnlySpan<byte> Value(LabelSet discovered, byte[]? annotation) => annotation is null ? default : discovered.Find(annotation);

    protected static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    protected static string Listed(IEnumerable<LabelSet> candidates, ReadOnlySpan<byte> label)
    {
        var values = new List<string>();
        foreach (LabelSet candidate in candidates)
        {
            string value = Text(candidate.Find(label));
            if (value.Length > 0 && !values.Contains(value))
            {
                values.Add(value);
            }
        }

        return string.Join(", ", values);
    }

    /// <summary>The scheme, which may be written in capitals; empty without the annotation.</summary>
    protected string SchemeOf(LabelSet discovered) => Text(Value(discovered, At.Scheme)).ToLowerInvariant();

    private void SetIfThere(ReadOnlySpan<byte> label, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            Labels.Set(label, value);
        }
    }

    private bool HasUsableUrl(LabelSet discovered)
    {
        if (SchemeOf(discovered) is not ("" or "http" or "https"))
        {
            Add(Names.MetricsScheme, Value(discovered, At.Scheme), "UnknownScheme", $"write http or https. {NotScraped}");
            return false;
        }

        ReadOnlySpan<byte> path = Value(discovered, At.Path);
        if (path.IndexOfAny((byte)'?', (byte)'#') >= 0)
        {
            string param = Names.MetricsParam.Length == 0 ? "" : $", and parameters as {Names.MetricsParam}_<name>";
            Add(Names.MetricsPath, path, "InvalidPath", $"write the path only{param}. {NotScraped}");
            return false;
        }

        return true;
    }

    private void SetParams(LabelSet discovered)
    {
        foreach (Utf8Label label in discovered)
        {
            if (At.Param is { } prefix && label.Name.Length > prefix.Length && label.Name.StartsWith(prefix))
            {
                Labels.Set([.. "__param_"u8, .. label.Name[prefix.Length..]], label.Value);
            }
        }
    }

    private static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d) =>
        !a.IsEmpty ? a : !b.IsEmpty ? b : !c.IsEmpty ? c : d;
}
