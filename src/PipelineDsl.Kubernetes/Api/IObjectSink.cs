namespace PipelineDsl.Kubernetes;

/// <summary>Takes objects as the JSON they came in; the bytes are gone when the call returns.</summary>
internal interface IObjectSink
{
    /// <summary>An object of a list.</summary>
    void Listed(ReadOnlySpan<byte> json);

    /// <summary>The server has accepted the watch.</summary>
    void WatchOpened();

    /// <summary>A change that a watch told of.</summary>
    void Changed(WatchEventKind kind, ReadOnlySpan<byte> json);
}
