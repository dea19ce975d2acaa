using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Leases: no targets. Their versions count, since each renewal makes one, and whom their replicas act upon.</summary>
internal sealed class LeaseDecoder() : ObjectDecoder("lease", "lease")
{
    private static ReadOnlySpan<byte> Uid => "uid"u8;

    private static ReadOnlySpan<byte> Version => "version"u8;

    private static ReadOnlySpan<byte> Sees => "sees"u8;

    public static ReplicaLease Lease(string identity, KubernetesObject lease) => new(
        identity,
        new ObjectVersion(Read(lease, Uid), Read(lease, Version)),
        Read(lease, Sees).Split(',', StringSplitOptions.RemoveEmptyEntries));

    protected override void Begin()
    {
    }

    protected override void ReadProperty(ref Utf8JsonReader reader) => reader.Skip();

    protected override KubernetesObject Finish()
    {
        Labels.Reset();
        Set(Uid, Metadata.Uid);
        Set(Version, Arena.Add(Encoding.UTF8.GetBytes(Metadata.Version)));
        Set(Sees, Metadata.Annotations.Find(a => Arena[a.Key].SequenceEqual(ReplicaLease.SeesAnnotation)).Value);
        return new KubernetesObject(Labels.ToLabelSet(), []);
    }

    private static string Read(KubernetesObject lease, ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(lease.Labels.Find(name));
}
