using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>An exemplar as a message of 1.0 or 2.0. Reused; not thread-safe.</summary>
internal sealed class ExemplarMessage
{
    public const byte LabelsTag = (1 << 3) | 2; // messages in 1.0, packed references in 2.0

    private const byte ValueTag = (2 << 3) | 1;
    private const byte TimestampTag = 3 << 3;

    private readonly RequestBuffer _message = new();
    private readonly RequestBuffer _references = new();

    /// <summary>Encodes an exemplar.</summary>
    /// <param name="timestamp">Its time, in milliseconds.</param>
    /// <param name="exemplar">The exemplar.</param>
    /// <param name="symbols">The request's symbols; <see langword="null"/> in 1.0.</param>
    /// <returns>The message, until the next call.</returns>
    public ReadOnlySpan<byte> Encode(long timestamp, Exemplar exemplar, SymbolTable? symbols)
    {
        _message.Clear();
        _references.Clear();
        foreach (Utf8Label label in exemplar.Labels)
        {
            if (symbols is null)
            {
                _message.Advance(Version1.WriteLabel(_message.Reserve(Version1.SizeOfLabel(label)), label));
            }
            else
            {
                _references.WriteVarint((ulong)symbols.NumberOf(label.Name));
                _references.WriteVarint((ulong)symbols.NumberOf(label.Value));
            }
        }

        if (_references.Length > 0)
        {
            _message.WriteField(LabelsTag, _references.Written);
        }

        _message.WriteDouble(ValueTag, exemplar.Value);
        _message.WriteNumber(TimestampTag, (ulong)timestamp);
        return _message.Written;
    }
}
