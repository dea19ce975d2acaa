using PipelineDsl.Peers;

namespace PipelineDsl.Benchmarks;

/// <summary>A program that scrapes the fleet and sends what it scraped to the fleet's receiver.</summary>
internal interface IAgent
{
    string Name { get; }

    /// <summary>Gets the program, so that <see cref="Start"/> has it.</summary>
    /// <returns>Its version.</returns>
    Task<string> InstallAsync();

    /// <summary>Starts it.</summary>
    /// <param name="scenario">What it does.</param>
    /// <param name="fleet">The fleet's URL.</param>
    /// <param name="folder">An empty folder, for all that it writes.</param>
    PeerProcess Start(Scenario scenario, Uri fleet, string folder);
}
