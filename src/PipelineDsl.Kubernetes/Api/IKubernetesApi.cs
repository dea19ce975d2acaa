namespace PipelineDsl.Kubernetes;

/// <summary>What discovery needs of a Kubernetes client. All else is behind it, so that another client can take its place.</summary>
internal interface IKubernetesApi : IAsyncDisposable
{
    /// <summary>Reads a page of a list.</summary>
    /// <param name="query">What to list.</param>
    /// <param name="continueToken">Where the last page said to go on; empty for the first.</param>
    /// <param name="sink">Takes the objects.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KubernetesApiException">The server refused or could not be reached.</exception>
    /// <exception cref="KubernetesAccessException">There is no way to a server.</exception>
    Task<ListPage> ListAsync(ResourceQuery query, string continueToken, IObjectSink sink, CancellationToken cancellationToken);

    /// <summary>Watches until the server ends the watch in order.</summary>
    /// <param name="query">What to watch.</param>
    /// <param name="resourceVersion">The version the watch begins behind; empty to begin with all there is, the end of which a bookmark marks.</param>
    /// <param name="timeout">When the server shall end it.</param>
    /// <param name="sink">Takes the changes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KubernetesApiException">The server refused, could not be reached, or the connection broke.</exception>
    /// <exception cref="KubernetesAccessException">There is no way to a server.</exception>
    Task WatchAsync(ResourceQuery query, string resourceVersion, TimeSpan timeout, IObjectSink sink, CancellationToken cancellationToken);

    /// <summary>Reads, creates, replaces or deletes one object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version of the object as the server has it now, or had it before it was deleted.</returns>
    /// <exception cref="KubernetesApiException">The server refused or could not be reached; <see cref="ApiFailure.Conflict"/> when another was faster.</exception>
    /// <exception cref="KubernetesAccessException">There is no way to a server.</exception>
    Task<ObjectVersion> SendAsync(ObjectRequest request, CancellationToken cancellationToken);
}
