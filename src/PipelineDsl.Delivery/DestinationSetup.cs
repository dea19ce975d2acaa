using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery;

/// <summary>What a destination is made of.</summary>
/// <param name="Name">The destination's name.</param>
/// <param name="Options">Where it is and how samples get there.</param>
/// <param name="ExternalLabels">Labels of the whole program; those of the options win over them.</param>
/// <param name="Time">The clock of deadlines, time-outs and back-off.</param>
/// <param name="Meters">Makes the meter.</param>
/// <param name="Loggers">Makes the logger.</param>
/// <param name="WriteRules">Rules that run before those of the options.</param>
/// <param name="Handler">What sends the requests, for tests; it is not disposed. <see langword="null"/> for sockets.</param>
internal sealed record DestinationSetup(
    string Name, DestinationOptions Options, LabelSet ExternalLabels, TimeProvider Time, IMeterFactory Meters, ILoggerFactory Loggers,
    RuleChain? WriteRules = null, HttpMessageHandler? Handler = null);
