namespace PipelineDsl.Delivery;

/// <summary>Writes a 2.0 request anew as 1.0, for a receiver that turned out not to know 2.0.</summary>
internal static class Version1Transcoder
{
    private const int MostBytes = 256 * 1024 * 1024;

    /// <param name="block">A compressed 2.0 request, as this library writes it.</param>
    /// <returns>The compressed 1.0 request.</returns>
    /// <exception cref="InvalidDataException">It is not such a request.</exception>
    public static byte[] Transcode(ReadOnlySpan<byte> block)
    {
        byte[] request = SnappyDecoder.Decode(block, MostBytes);
        var symbols = new List<Range>();
        var output = new RequestBuffer();
        var labels = new RequestBuffer();
        for (int at = 0; at < request.Length;)
        {
            byte tag = request[at++];
            Range content = Field(request, ref at);
            if (tag == Version2.SymbolTag)
            {
                symbols.Add(content);
            }
            else if (tag == Version2.TimeSeriesTag)
            {
                WriteTimeSeries(request, content, symbols, labels, output);
            }
        }

        return SnappyBlock.Encode(output.Written).ToArray();
    }

    // The message of a sample is the same in both.
    private static void WriteTimeSeries(byte[] request, Range series, List<Range> symbols, RequestBuffer labels, RequestBuffer output)
    {
        labels.Clear();
        (int at, int length) = series.GetOffsetAndLength(request.Length);
        for (int end = at + length; at < end;)
        {
            byte tag = request[at++];
            Range content = Field(request, ref at);
            if (tag == Version2.LabelReferencesTag)
            {
                WriteLabels(request, request.AsSpan(content), symbols, labels);
            }
            else if (tag == Version2.SampleTag)
            {
                ReadOnlySpan<byte> sample = request.AsSpan(content);
                labels.Advance(Protobuf.WriteText(labels.Reserve(Protobuf.SizeOfField(sample.Length)), Version1.SampleTag, sample));
            }
        }

        output.Advance(Protobuf.WriteText(output.Reserve(Protobuf.SizeOfField(labels.Length)), Version1.TimeSeriesTag, labels.Written));
    }

    private static void WriteLabels(byte[] request, ReadOnlySpan<byte> references, List<Range> symbols, RequestBuffer labels)
    {
        while (!references.IsEmpty)
        {
            references = references[Protobuf.ReadVarint(references, out int name)..];
            references = references[Protobuf.ReadVarint(references, out int value)..];
            var label = new Utf8Label(request.AsSpan(symbols[name]), request.AsSpan(symbols[value]));
            labels.Advance(Version1.WriteLabel(labels.Reserve(Version1.SizeOfLabel(label)), label));
        }
    }

    private static Range Field(byte[] message, ref int at)
    {
        at += Protobuf.ReadVarint(message.AsSpan(at), out int length);
        int start = at;
        at += length;
        return start..at;
    }
}
