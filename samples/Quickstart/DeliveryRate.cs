using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Quickstart;

/// <summary>Says every second how many samples the destination took.</summary>
internal sealed partial class DeliveryRate(TimeProvider time, ILogger<DeliveryRate> logger) : BackgroundService
{
    private long _sent;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: "PipelineDsl.Delivery", Name: "pipelinedsl.delivery.samples.sent" })
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _sent, count));
        listener.Start();
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        long before = 0;
        while (await second.WaitForNextTickAsync(stoppingToken))
        {
            long now = Interlocked.Read(ref _sent);
            LogRate(now - before, now);
            before = now;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} samples arrived in this second, {Total} in all")]
    private partial void LogRate(long count, long total);
}
