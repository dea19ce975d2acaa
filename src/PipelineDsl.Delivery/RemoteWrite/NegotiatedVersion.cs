namespace PipelineDsl.Delivery;

/// <summary>The version that a destination is sent: the wanted one, until its receiver turns out not to know it.</summary>
internal sealed class NegotiatedVersion(RemoteWriteVersion wanted)
{
    private volatile RemoteWriteVersion _current = wanted;

    public RemoteWriteVersion Current => _current;

    /// <summary>Goes back to 1.0 for good.</summary>
    /// <returns>Whether this was the first to do so.</returns>
    public bool FallBack()
    {
        bool isFirst = _current == RemoteWriteVersion.Two;
        _current = RemoteWriteVersion.One;
        return isFirst;
    }
}
