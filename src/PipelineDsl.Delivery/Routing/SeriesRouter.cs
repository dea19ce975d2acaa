using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>A destination that hands each series to one of others: the first whose route matches its labels.</summary>
/// <remarks>A series is routed when it is defined, so appending costs a look-up. The destinations behind the router are started and stopped by who made them.</remarks>
public sealed class SeriesRouter : IDestinationWriter
{
    private readonly Route[] _routes;
    private readonly IDestinationWriter? _otherwise;

    /// <summary>Creates a router.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="routes">The routes, in the order they are tried; at least one.</param>
    /// <param name="otherwise">Where series go that no route matches. The default value is <see langword="null"/>: nowhere.</param>
    /// <exception cref="ArgumentException">There is no name or no route.</exception>
    public SeriesRouter(string name, IReadOnlyList<Route> routes, IDestinationWriter? otherwise = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(routes);
        if (routes.Count == 0)
        {
            throw new ArgumentException($"The router '{name}' has no routes.", nameof(routes));
        }

        (Name, _routes, _otherwise) = (name, [.. routes], otherwise);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ITargetAppender OpenTarget(ulong targetHash) => new RoutingAppender(_routes, _otherwise, targetHash);
}
