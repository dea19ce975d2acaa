namespace PipelineDsl.Delivery;

/// <summary>Writes a 2.0 request anew as 1.0, for a receiver that turned out not to know 2.0.</summary>
internal static class Version1Transcoder
{
    private const int MostBytes = 256 * 1024 * 1024;

    /// <param name="block">A compressed 2.0 request, as this library writes it.</param>
    /// <param name="dropped">How many histograms were left out because 1.0 has no custom buckets.</param>
    /// <returns>The compressed 1.0 request.</returns>
    /// <exception cref="InvalidDataException">It is not such a request.</exception>
    public static byte[] Transcode(ReadOnlySpan<byte> block, out int dropped)
    {
        dropped = 0;
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
                dropped += WriteTimeSeries(request, content, symbols, labels, output);
            }
        }

        return SnappyBlock.Encode(output.Written).ToArray();
    }

    // The messages of samples and histograms are the same in both. Notes of series are left out: 1.0 tells metadata apart.
    private static int WriteTimeSeries(byte[] request, Range series, List<Range> symbols, RequestBuffer labels, RequestBuffer output)
    {
        labels.Clear();
        int dropped = 0;
        bool hasContent = false;
        (int at, int length) = series.GetOffsetAndLength(request.Length);
        for (int end = at + length; at < end;)
        {
            byte tag = request[at++];
            if (tag == Version2.CreatedTag)
            {
                at += request.AsSpan(at).IndexOfAnyInRange((byte)0, (byte)0x7f) + 1;
                continue;
            }

            Range content = Field(request, ref at);
            ReadOnlySpan<byte> message = request.AsSpan(content);
            switch (tag)
            {
                case Version2.LabelReferencesTag:
                    WriteLabels(request, message, symbols, labels);
                    continue;
                case Version2.SampleTag:
                    labels.WriteField(Version1.SampleTag, message);
                    break;
                case Version2.HistogramTag when HistogramMessage.HasCustomBuckets(message):
                    dropped++;
                    continue;
                case Version2.HistogramTag:
                    labels.WriteField(Version1.HistogramTag, message);
                    break;
                case Version2.ExemplarTag:
                    WriteExemplar(request, message, symbols, labels);
                    break;
                default:
                    continue;
            }

            hasContent = true;
        }

        if (!hasContent)
        {
            return dropped;
        }

        output.Advance(Protobuf.WriteText(output.Reserve(Protobuf.SizeOfField(labels.Length)), Version1.TimeSeriesTag, labels.Written));
        return dropped;
    }

    private static void WriteExemplar(byte[] request, ReadOnlySpan<byte> exemplar, List<Range> symbols, RequestBuffer output)
    {
        var message = new RequestBuffer();
        if (exemplar[0] == ExemplarMessage.LabelsTag)
        {
            int head = 1 + Protobuf.ReadVarint(exemplar[1..], out int length);
            WriteLabels(request, exemplar.Slice(head, length), symbols, message);
            exemplar = exemplar[(head + length)..];
        }

        message.Write(exemplar);
        output.WriteField(Version1.ExemplarTag, message.Written);
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
