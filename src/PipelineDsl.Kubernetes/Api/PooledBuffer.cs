using System.Buffers;

namespace PipelineDsl.Kubernetes;

/// <summary>Bytes read from a stream into rented memory.</summary>
internal sealed class PooledBuffer(int size) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
    private int _start;
    private int _end;
    private int _searched;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Reads what there is, at least a byte; false at the stream's end.</summary>
    public async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        MakeRoom();
        int read = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    /// <summary>Takes the next whole line away, without its end.</summary>
    public bool TryTakeLine(out ReadOnlySpan<byte> line)
    {
        int at = _bytes.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (at < 0)
        {
            // A line of megabytes comes in many pieces: what was searched is not searched again.
            _searched = _end;
            line = default;
            return false;
        }

        line = _bytes.AsSpan(_start, _searched + at - _start);
        _start = _searched = _searched + at + 1;
        return true;
    }

    /// <summary>Takes bytes from the beginning away.</summary>
    public void Take(int length) => _searched = _start += length;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = _searched = 0;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = _searched = 0;
        }

        if (_end < _bytes.Length)
        {
            return;
        }

        byte[] target = _start > _bytes.Length / 2 ? _bytes : ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        Buffer.BlockCopy(_bytes, _start, target, 0, _end - _start);
        if (target != _bytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = target;
        }

        (_start, _end, _searched) = (0, _end - _start, _searched - _start);
    }
}
