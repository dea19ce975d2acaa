using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Controllers of pods that have a controller themselves: no targets, but its name for the targets of the pods.</summary>
/// <param name="kind">What keys begin with.</param>
/// <param name="owner">The kind of the controller's controller.</param>
/// <param name="label">The label for its name.</param>
internal sealed class ControllerDecoder(string kind, string owner, string label) : ObjectDecoder(kind, kind)
{
    private readonly byte[] _owner = Encoding.UTF8.GetBytes(owner);
    private readonly byte[] _label = Encoding.UTF8.GetBytes(label);

    protected override void Begin()
    {
    }

    protected override void ReadProperty(ref Utf8JsonReader reader) => reader.Skip();

    protected override KubernetesObject Finish()
    {
        Labels.Reset();
        if (Arena[Metadata.ControllerKind].SequenceEqual(_owner))
        {
            Set(_label, Metadata.ControllerName);
        }

        return new KubernetesObject(Labels.ToLabelSet(), []);
    }
}
