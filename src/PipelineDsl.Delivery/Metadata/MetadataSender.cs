namespace PipelineDsl.Delivery;

/// <summary>Sends the metadata of all metrics now and then to a receiver of 1.0, where series do not carry it.</summary>
/// <remarks>While the receiver fails nothing is sent: the next time will do.</remarks>
internal sealed class MetadataSender : IDisposable
{
    private readonly MetadataOptions _options;
    private readonly MetadataRegister _register;
    private readonly NegotiatedVersion _version;
    private readonly ShardSet<RemoteWriteAssembler> _shards;
    private readonly DeliveryMonitor _monitor;
    private readonly TimeProvider _time;
    private ITimer? _timer;

    public MetadataSender(
        MetadataOptions options, MetadataRegister register, NegotiatedVersion version, ShardSet<RemoteWriteAssembler> shards, DeliveryMonitor monitor, TimeProvider time)
    {
        (_options, _register, _version, _shards, _monitor, _time) = (options, register, version, shards, monitor, time);
        register.WhenFirst(Start);
    }

    public void Dispose() => _timer?.Dispose();

    // Most targets tell nothing, and then there is nothing to do.
    private void Start() =>
        _timer = _time.CreateTimer(static sender => ((MetadataSender)sender!).Send(), this, _options.SendInterval, _options.SendInterval);

    private void Send()
    {
        if (_version.Current == RemoteWriteVersion.One && !_monitor.IsFailing && _register.All() is { Length: > 0 } all)
        {
            var requests = new MetadataRequests(all, _options.MaxSamplesPerSend);
            _shards.Add(0, ref requests);
        }
    }
}
