using PipelineDsl.Discovery;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>A resource being translated, and what surrounds it.</summary>
internal sealed class ResourceScope
{
    /// <exception cref="RejectedException">The resource has no name, or chooses a scrape class that does not exist.</exception>
    public ResourceScope(Field resource, JobTemplate template, IReferencedObjects objects)
    {
        (Template, Objects) = (template, objects);
        Namespace = resource["metadata"]["namespace"].TextOrEmpty();
        Name = resource["metadata"]["name"].TextOrEmpty();
        Spec = resource["spec"];
        if (Spec.Kind != System.Text.Json.JsonValueKind.Object)
        {
            throw Spec.Reject("an object is expected");
        }

        Class = FindClass(Spec["scrapeClass"]);
    }

    public string Namespace { get; }

    public string Name { get; }

    public Field Spec { get; }

    public JobTemplate Template { get; }

    public OperatorSettings Settings => Template.Settings;

    public IReferencedObjects Objects { get; }

    /// <summary>The chosen scrape class, else the default one, else null.</summary>
    public ScrapeClass? Class { get; }

    private ScrapeClass? FindClass(Field field)
    {
        string name = field.TextOrEmpty();
        ScrapeClass? found = Settings.ScrapeClasses.FirstOrDefault(known => name.Length == 0 ? known.IsDefault : known.Name == name);
        return found is not null || name.Length == 0 ? found : throw field.Reject($"there is no scrape class '{name}'");
    }
}
