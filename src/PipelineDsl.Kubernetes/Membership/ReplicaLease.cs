using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>A replica's lease as others read it.</summary>
/// <param name="Identity">The replica.</param>
/// <param name="Version">Differs with each renewal.</param>
/// <param name="Sees">The replicas it acts upon, itself among them: it scrapes nothing that is theirs.</param>
internal sealed record ReplicaLease(string Identity, ObjectVersion Version, IReadOnlyList<string> Sees)
{
    /// <summary>The annotation that names the replicas it acts upon.</summary>
    public static ReadOnlySpan<byte> SeesAnnotation => "pipelinedsl.io/sees"u8;

    /// <summary>Makes the JSON of a lease.</summary>
    /// <param name="options">Names the lease.</param>
    /// <param name="version">The version it replaces; empty for a new lease.</param>
    /// <param name="sees">The replicas this one acts upon.</param>
    /// <param name="joined">Since when this replica takes part.</param>
    /// <param name="now">The time, for whoever looks at the lease: replicas do not compare their clocks.</param>
    public static ReadOnlyMemory<byte> ToJson(ReplicaOptions options, string version, IReadOnlyList<string> sees, DateTimeOffset joined, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion"u8, "coordination.k8s.io/v1"u8);
            json.WriteString("kind"u8, "Lease"u8);
            json.WriteStartObject("metadata"u8);
            json.WriteString("name"u8, NameOf(options));
            if (version.Length > 0)
            {
                json.WriteString("resourceVersion"u8, version);
            }

            json.WriteStartObject("labels"u8);
            json.WriteString(ReplicaOptions.GroupLabel, options.Group);
            json.WriteEndObject();
            json.WriteStartObject("annotations"u8);
            json.WriteString(SeesAnnotation, string.Join(',', sees));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("spec"u8);
            json.WriteString("holderIdentity"u8, options.Identity);
            json.WriteNumber("leaseDurationSeconds"u8, (int)Math.Ceiling(options.LeaseDuration.TotalSeconds));
            json.WriteString("acquireTime"u8, Micro(joined));
            json.WriteString("renewTime"u8, Micro(now));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The options of a deletion that is refused if the lease was renewed meanwhile.</summary>
    public static ReadOnlyMemory<byte> Only(ObjectVersion version)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("preconditions"u8);
            json.WriteString("uid"u8, version.Uid);
            json.WriteString("resourceVersion"u8, version.Version);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static string NameOf(ReplicaOptions options) => NameOf(options.Group, options.Identity);

    public static string NameOf(string group, string identity) => $"{group}-{identity}";

    /// <summary>The replica of a lease; null if the lease is not named as those of the group are.</summary>
    public static string? IdentityOf(string group, string name) =>
        name.Length > group.Length + 1 && name.StartsWith(group, StringComparison.Ordinal) && name[group.Length] == '-' ? name[(group.Length + 1)..] : null;

    // The API's MicroTime.
    private static string Micro(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
