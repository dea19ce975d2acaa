using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace PipelineDsl.Testing;

/// <summary>An answer of an OTLP receiver to order: a status, or a partial success where <paramref name="Rejected"/> is not 0.</summary>
internal sealed record OtlpFault(int Status, string Message, string? RetryAfter, TimeSpan? RetryDelay, long Rejected)
{
    /// <summary>A <c>google.rpc.Status</c> with a <c>RetryInfo</c>.</summary>
    public static byte[] Details(int status, TimeSpan retryDelay)
    {
        using var retryInfo = new MemoryStream();
        var writer = new CodedOutputStream(retryInfo, leaveOpen: true);
        writer.WriteTag(1, WireFormat.WireType.LengthDelimited);
        writer.WriteMessage(Duration.FromTimeSpan(retryDelay));
        writer.Flush();
        using var details = new MemoryStream();
        writer = new CodedOutputStream(details, leaveOpen: true);
        writer.WriteTag(1, WireFormat.WireType.Varint);
        writer.WriteInt32(status);
        writer.WriteTag(3, WireFormat.WireType.LengthDelimited);
        writer.WriteMessage(new Any { TypeUrl = "type.googleapis.com/google.rpc.RetryInfo", Value = ByteString.CopyFrom(retryInfo.ToArray()) });
        writer.Flush();
        return details.ToArray();
    }
}
