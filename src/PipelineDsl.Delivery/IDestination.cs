using PipelineDsl.Runtime;

namespace PipelineDsl.Delivery;

/// <summary>A destination at work. Disposing gives up what waits, unless <see cref="StopAsync"/> was called before.</summary>
public interface IDestination : IDestinationWriter, IAsyncDisposable
{
    /// <summary>How the destination is doing now.</summary>
    DestinationStatus Status { get; }

    /// <summary>Sends everything that waits and takes no more samples.</summary>
    /// <param name="deadline">Ends the sending.</param>
    /// <returns>The number of samples lost. A second call returns the result of the first.</returns>
    Task<long> StopAsync(CancellationToken deadline);
}
