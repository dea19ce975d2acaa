using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery;

/// <summary>Makes destinations of the types that there are.</summary>
public static class DestinationFactory
{
    /// <summary>Creates the destination that the options' <see cref="DestinationOptions.Type"/> names, and starts its senders.</summary>
    /// <param name="name">The destination's name.</param>
    /// <param name="options">Where it is and how samples get there. Later changes of the object have no effect.</param>
    /// <param name="externalLabels">Labels of the whole program, such as <c>cluster</c>; those of the options win over them.</param>
    /// <param name="timeProvider">The clock of deadlines, time-outs and back-off.</param>
    /// <param name="meterFactory">Makes the meter <c>PipelineDsl.Delivery</c>.</param>
    /// <param name="loggerFactory">Makes the logger.</param>
    /// <param name="signer">What proves each request in another way than the options do. With one, redirects are not followed. The default
    /// value is <see langword="null"/>: none.</param>
    /// <param name="writeRules">Rules that run on every series, external labels included, before those of the options. The default value is
    /// <see langword="null"/>: none.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    public static IDestination Create(
        string name,
        DestinationOptions options,
        LabelSet externalLabels,
        TimeProvider timeProvider,
        IMeterFactory meterFactory,
        ILoggerFactory loggerFactory,
        IRequestSigner? signer = null,
        RuleChain? writeRules = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(externalLabels);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(meterFactory);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        DestinationOptions own = options.Copy();
        own.Signer = signer;
        var setup = new DestinationSetup(name, own, externalLabels, timeProvider, meterFactory, loggerFactory, writeRules);
        return own.Type == DestinationOptions.Otlp ? new OtlpDestination(setup) : new RemoteWriteDestination(setup);
    }
}
