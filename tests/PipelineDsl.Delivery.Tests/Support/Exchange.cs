using PipelineDsl.Testing.RemoteWrite;

namespace PipelineDsl.Delivery.Tests;

/// <summary>A request that a <see cref="ScriptedHandler"/> got, and the status it answered with.</summary>
internal sealed class Exchange(Uri url, Dictionary<string, string> headers, List<ReceivedSample> samples, WriteRequest request)
{
    public Uri Url => url;

    public Dictionary<string, string> Headers => headers;

    public List<ReceivedSample> Samples => samples;

    public WriteRequest Request => request;

    public int Status { get; set; }

    public double[] Values => [.. samples.Select(sample => sample.Value)];
}
