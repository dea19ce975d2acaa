namespace PipelineDsl.Patterns;

/// <summary>Reads the run-length tables: a key of fixed width, then digits for the length unless it is 1.</summary>
internal struct RunLengths(string text)
{
    private int _position;
    private int _nextCodePoint;

    public int Low { get; private set; }

    public readonly int High => _nextCodePoint - 1;

    /// <summary>Where the key of the run is in the text.</summary>
    public int Key { get; private set; }

    public bool MoveNext(int keyLength)
    {
        if (_position >= text.Length)
        {
            return false;
        }

        Key = _position;
        _position += text[_position] == '-' ? 1 : keyLength;
        int length = 0;
        while (_position < text.Length && text[_position] is >= '0' and <= '9')
        {
            length = (length * 10) + (text[_position] - '0');
            _position++;
        }

        Low = _nextCodePoint;
        _nextCodePoint += length == 0 ? 1 : length;
        return true;
    }
}
