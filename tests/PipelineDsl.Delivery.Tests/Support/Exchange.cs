using Google.Protobuf;
using PipelineDsl.Testing.RemoteWrite;
using RequestV2 = PipelineDsl.Testing.RemoteWrite.V2.Request;

namespace PipelineDsl.Delivery.Tests;

/// <summary>A request that a <see cref="ScriptedHandler"/> got, and the status it answered with.</summary>
internal sealed class Exchange(Uri url, Dictionary<string, string> headers, ReceivedContent content, IMessage message)
{
    public Uri Url => url;

    public Dictionary<string, string> Headers => headers;

    public ReceivedContent Content => content;

    public List<ReceivedSample> Samples => content.Samples;

    /// <summary>The request of 1.0.</summary>
    public WriteRequest Request => (WriteRequest)message;

    /// <summary>The request of 2.0.</summary>
    public RequestV2 Request2 => (RequestV2)message;

    public bool IsVersion2 => message is RequestV2;

    public int Status { get; set; }

    public double[] Values => [.. Samples.Select(sample => sample.Value)];
}
