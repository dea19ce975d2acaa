namespace PipelineDsl.Delivery;

/// <summary>The samples of one request: first as they are written, then compressed.</summary>
internal sealed class Batch(RequestBuffer buffer)
{
    private RequestBuffer? _buffer = buffer;

    public int Samples { get; private set; }

    public int Length => _buffer?.Length ?? Body.Length;

    /// <summary>The compressed request. Never pooled: a connection may still read it after the answer has come.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    public void Write(in StagedSample sample, ReadOnlySpan<int> references, SegmentTable segments)
    {
        int labelsLength = sample.Series.LabelsLength;
        Span<byte> destination = _buffer!.Reserve(labelsLength + Protobuf.MostBytesBesideLabels);
        int at = Protobuf.WriteTimeSeriesHead(destination, labelsLength, sample.Timestamp);
        foreach (int reference in references)
        {
            ReadOnlySpan<byte> segment = segments.Read(reference);
            segment.CopyTo(destination[at..]);
            at += segment.Length;
        }

        at += Protobuf.WriteSample(destination[at..], sample.Timestamp, sample.Value);
        _buffer.Advance(at);
        Samples++;
    }

    public void Compress(BoundedPool<RequestBuffer> buffers)
    {
        Body = SnappyBlock.Encode(_buffer!.Written);
        Release(buffers);
    }

    /// <summary>Gives back the buffer, if there still is one.</summary>
    public void Release(BoundedPool<RequestBuffer> buffers)
    {
        if (_buffer is { } buffer)
        {
            buffer.Clear();
            buffers.Return(buffer);
            _buffer = null;
        }
    }
}
