using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery;

/// <summary>Finds every error of a destination's options at once.</summary>
internal sealed class DestinationOptionsValidator
{
    private const int MostShards = 256;
    private const long LeastSpoolBytes = 1024 * 1024;
    private const int MostSamples = 100_000_000;

    private readonly OptionErrors _errors;

    private DestinationOptionsValidator(string name) => _errors = new OptionErrors($"Destinations:{name}");

    public static IReadOnlyList<string> Validate(string name, DestinationOptions options)
    {
        var validator = new DestinationOptionsValidator(name);
        validator.CheckProtocol(options);
        new ConnectionValidator(validator._errors).Check(options);
        validator.CheckExternalLabels(options);
        validator.CheckRelabeling(options);
        validator.CheckQueue(options);
        validator.CheckMetadata(options.Metadata);
        validator.CheckSpool(options);
        return validator._errors.Messages;
    }

    private void CheckProtocol(DestinationOptions options)
    {
        if (options.Type is not (DestinationOptions.Prometheus or DestinationOptions.Otlp))
        {
            _errors.Add("Type", $"is '{options.Type}': set it to prometheus (remote write) or otlp");
        }

        if (options.Protocol is not (OtlpProtocols.Grpc or OtlpProtocols.Http))
        {
            _errors.Add("Protocol", $"is '{options.Protocol}': set it to grpc or http");
        }

        if (options.Compression is not (OtlpProtocols.Gzip or OtlpProtocols.None))
        {
            _errors.Add("Compression", $"is '{options.Compression}': set it to gzip or none");
        }

        if (options.ProtobufMessage is not (RemoteWriteMessages.Version1 or RemoteWriteMessages.Version2))
        {
            _errors.Add("ProtobufMessage", $"is '{options.ProtobufMessage}': set it to {RemoteWriteMessages.Version1} or {RemoteWriteMessages.Version2}");
        }
    }

    private void CheckExternalLabels(DestinationOptions options)
    {
        foreach (string label in options.ExternalLabels.Keys)
        {
            if (!LabelName.IsValid(label))
            {
                _errors.Add($"ExternalLabels:{label}", "is not a label name: rename it");
            }
            else if (label.StartsWith("__", StringComparison.Ordinal))
            {
                _errors.Add($"ExternalLabels:{label}", "would not be sent, since its name begins with two underscores: rename it");
            }
        }
    }

    private void CheckRelabeling(DestinationOptions options)
    {
        for (int i = 0; i < options.WriteRelabel.Count; i++)
        {
            try
            {
                RuleSet.Interpret(options.WriteRelabel[i].ToRule());
            }
            catch (RelabelRuleException error)
            {
                _errors.Add($"WriteRelabel:{i}", $"is no valid rule: {error.Message.TrimEnd('.')}");
            }
        }
    }

    private void CheckQueue(DestinationOptions options)
    {
        QueueOptions queue = options.Queue;
        _errors.CheckRange("Queue:MinShards", queue.MinShards, 1, MostShards);
        _errors.CheckRange("Queue:MaxShards", queue.MaxShards, Math.Clamp(queue.MinShards, 1, MostShards), MostShards, " (and not below MinShards)");
        _errors.CheckRange("Queue:MaxSamplesPerSend", queue.MaxSamplesPerSend, 1, MostSamples);
        _errors.CheckRange("Queue:Capacity", queue.Capacity ?? MostSamples, Math.Max(queue.MaxSamplesPerSend, 1), MostSamples, " (one request's samples must fit)");
        _errors.CheckDuration("RemoteTimeout", options.RemoteTimeout);
        _errors.CheckDuration("Queue:BatchSendDeadline", queue.BatchSendDeadline);
        _errors.CheckDuration("Queue:MinBackoff", queue.MinBackoff);
        _errors.CheckDuration("Queue:MaxBackoff", queue.MaxBackoff);
        if (queue.SampleAgeLimit < TimeSpan.Zero)
        {
            _errors.Add("Queue:SampleAgeLimit", $"is {queue.SampleAgeLimit}: set it to 0 for no limit, or to a time such as 01:00:00");
        }

        if (queue.MaxBackoff < queue.MinBackoff)
        {
            _errors.Add("Queue:MaxBackoff", $"is {queue.MaxBackoff}: make it at least MinBackoff, {queue.MinBackoff}");
        }
    }

    private void CheckMetadata(MetadataOptions metadata)
    {
        _errors.CheckDuration("Metadata:SendInterval", metadata.SendInterval);
        _errors.CheckRange("Metadata:MaxSamplesPerSend", metadata.MaxSamplesPerSend, 1, MostSamples);
    }

    private void CheckSpool(DestinationOptions options)
    {
        if (options.Spool.Directory is null)
        {
            return;
        }

        if (options.Spool.Directory.Length == 0)
        {
            _errors.Add("Spool:Directory", "is empty: set it to a directory that only this program uses, or remove it");
        }

        if (options.Spool.MaxBytes < LeastSpoolBytes)
        {
            _errors.Add("Spool:MaxBytes", $"is {options.Spool.MaxBytes}: set it to {LeastSpoolBytes} or more");
        }

        _errors.CheckDuration("Spool:Window", options.Spool.Window);
        if (options.Spool.MaxAge <= TimeSpan.Zero)
        {
            _errors.Add("Spool:MaxAge", $"is {options.Spool.MaxAge}: set it to a time above 0, such as 08:00:00");
        }
    }
}
