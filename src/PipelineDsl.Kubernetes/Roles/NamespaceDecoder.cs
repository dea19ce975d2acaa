using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Namespaces: no targets, but labels for the targets of what is in them.</summary>
internal sealed class NamespaceDecoder() : ObjectDecoder("namespace", "namespace")
{
    protected override void Begin()
    {
    }

    protected override void ReadProperty(ref Utf8JsonReader reader) => reader.Skip();

    protected override KubernetesObject Finish()
    {
        BeginLabels();
        return new KubernetesObject(Labels.ToLabelSet(), []);
    }
}
