using System.Buffers;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Delivery;

/// <summary>Finds every error of a destination's options at once.</summary>
internal sealed class DestinationOptionsValidator
{
    private const int MostShards = 256;
    private const long LeastSpoolBytes = 1024 * 1024;
    private const int MostSamples = 100_000_000;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // The protocol, the connection and the authentication settings own these.
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Host", "Retry-Attempt", "TE",
        "Transfer-Encoding", "User-Agent", "X-Prometheus-Remote-Write-Version", "grpc-accept-encoding", "grpc-encoding", "grpc-timeout",
    };

    private readonly List<string> _errors = [];
    private readonly string _section;

    private DestinationOptionsValidator(string name) => _section = $"Destinations:{name}";

    public static IReadOnlyList<string> Validate(string name, DestinationOptions options)
    {
        var validator = new DestinationOptionsValidator(name);
        validator.CheckProtocol(options);
        validator.CheckAddress(options);
        validator.CheckAuthentication(options);
        validator.CheckHeaders(options);
        validator.CheckExternalLabels(options);
        validator.CheckRelabeling(options);
        validator.CheckQueue(options);
        validator.CheckMetadata(options.Metadata);
        validator.CheckSpool(options);
        return validator._errors;
    }

    private void CheckProtocol(DestinationOptions options)
    {
        if (options.Type is not (DestinationOptions.Prometheus or DestinationOptions.Otlp))
        {
            Error("Type", $"is '{options.Type}': set it to prometheus (remote write) or otlp");
        }

        if (options.Protocol is not (OtlpProtocols.Grpc or OtlpProtocols.Http))
        {
            Error("Protocol", $"is '{options.Protocol}': set it to grpc or http");
        }

        if (options.Compression is not (OtlpProtocols.Gzip or OtlpProtocols.None))
        {
            Error("Compression", $"is '{options.Compression}': set it to gzip or none");
        }

        if (options.Type == DestinationOptions.Otlp && options.Spool.Directory is not null)
        {
            Error("Spool:Directory", "is set, but only remote write has a spool: remove it, or set Type to prometheus");
        }
    }

    private void CheckAddress(DestinationOptions options)
    {
        if (options.ProtobufMessage is not (RemoteWriteMessages.Version1 or RemoteWriteMessages.Version2))
        {
            Error("ProtobufMessage", $"is '{options.ProtobufMessage}': set it to {RemoteWriteMessages.Version1} or {RemoteWriteMessages.Version2}");
        }

        if (string.IsNullOrWhiteSpace(options.Url))
        {
            Error("Url", "is missing: set it to the receiver's address, such as https://mimir.example/api/v1/push");
        }
        else if (!Uri.TryCreate(options.Url, UriKind.Absolute, out Uri? url))
        {
            // What does not parse may hold a password anywhere, so it is not shown.
            Error("Url", "is not an absolute address: write it like https://mimir.example/api/v1/push");
        }
        else if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
        {
            Error("Url", $"has the scheme '{url.Scheme}': use http or https");
        }
        else if (url.UserInfo.Length > 0)
        {
            Error("Url", $"holds credentials: move them to {_section}:BasicAuth");
        }
        else if (options is { Type: DestinationOptions.Otlp, Protocol: OtlpProtocols.Grpc } && url.PathAndQuery != "/")
        {
            Error("Url", $"has the path '{url.AbsolutePath}', which gRPC does not: remove it, or set {_section}:Protocol to http");
        }
    }

    private void CheckAuthentication(DestinationOptions options)
    {
        bool hasBearer = options.BearerToken is not null || options.BearerTokenFile is not null;
        if (options.BasicAuth is not null && hasBearer)
        {
            Error("BasicAuth", $"and a bearer token are both set: remove one of them");
        }

        CheckSecret("BearerToken", options.BearerToken, "BearerTokenFile", options.BearerTokenFile);
        if (options.BasicAuth is { } basic)
        {
            CheckSecret("BasicAuth:Password", basic.Password, "BasicAuth:PasswordFile", basic.PasswordFile);
            if (string.IsNullOrEmpty(basic.Username))
            {
                Error("BasicAuth:Username", "is missing: set it, or remove BasicAuth");
            }
            else if (basic.Username.Contains(':'))
            {
                Error("BasicAuth:Username", "holds a colon, which HTTP does not allow in a user name: remove it");
            }
        }
    }

    private void CheckSecret(string key, string? value, string fileKey, string? file)
    {
        if (value is not null && file is not null)
        {
            Error(key, $"and {_section}:{fileKey} are both set: remove one of them");
        }

        if (value is "" || (value is not null && value.AsSpan().ContainsAnyInRange('\0', '\x1f')))
        {
            Error(key, "is empty or holds control characters: set it to the secret alone, or remove it");
        }

        if (file is "")
        {
            Error(fileKey, "is empty: set it to the file's path, or remove it");
        }
    }

    private void CheckHeaders(DestinationOptions options)
    {
        if (options.TenantId is { } tenant && (tenant.Length == 0 || !IsHeaderValue(tenant)))
        {
            Error("TenantId", "is empty or cannot stand in a header: use printable ASCII characters, or remove it");
        }

        foreach ((string header, string value) in options.Headers)
        {
            if (header.Length == 0 || header.AsSpan().ContainsAnyExcept(TokenCharacters))
            {
                Error($"Headers:{header}", "is not a header name: use letters, digits and hyphens");
            }
            else if (OwnHeaders.Contains(header))
            {
                Error($"Headers:{header}", "is set by the sender itself: remove it, and use BasicAuth or BearerToken for credentials");
            }
            else if (!IsHeaderValue(value))
            {
                Error($"Headers:{header}", "has a value that cannot stand in a header: use printable ASCII characters");
            }
        }

        if (options.TenantId is not null && options.Headers.Keys.Contains(RemoteWriteHeaders.Tenant, StringComparer.OrdinalIgnoreCase))
        {
            Error("TenantId", $"and {_section}:Headers:{RemoteWriteHeaders.Tenant} are both set: remove one of them");
        }
    }

    private void CheckExternalLabels(DestinationOptions options)
    {
        foreach (string label in options.ExternalLabels.Keys)
        {
            if (!LabelName.IsValid(label))
            {
                Error($"ExternalLabels:{label}", "is not a label name: rename it");
            }
            else if (label.StartsWith("__", StringComparison.Ordinal))
            {
                Error($"ExternalLabels:{label}", "would not be sent, since its name begins with two underscores: rename it");
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
                Error($"WriteRelabel:{i}", $"is no valid rule: {error.Message.TrimEnd('.')}");
            }
        }
    }

    private void CheckQueue(DestinationOptions options)
    {
        QueueOptions queue = options.Queue;
        CheckRange("Queue:MinShards", queue.MinShards, 1, MostShards);
        CheckRange("Queue:MaxShards", queue.MaxShards, Math.Clamp(queue.MinShards, 1, MostShards), MostShards, " (and not below MinShards)");
        CheckRange("Queue:MaxSamplesPerSend", queue.MaxSamplesPerSend, 1, MostSamples);
        CheckRange("Queue:Capacity", queue.Capacity ?? MostSamples, Math.Max(queue.MaxSamplesPerSend, 1), MostSamples, " (one request's samples must fit)");
        CheckDuration("RemoteTimeout", options.RemoteTimeout);
        CheckDuration("Queue:BatchSendDeadline", queue.BatchSendDeadline);
        CheckDuration("Queue:MinBackoff", queue.MinBackoff);
        CheckDuration("Queue:MaxBackoff", queue.MaxBackoff);
        if (queue.SampleAgeLimit < TimeSpan.Zero)
        {
            Error("Queue:SampleAgeLimit", $"is {queue.SampleAgeLimit}: set it to 0 for no limit, or to a time such as 01:00:00");
        }

        if (queue.MaxBackoff < queue.MinBackoff)
        {
            Error("Queue:MaxBackoff", $"is {queue.MaxBackoff}: make it at least MinBackoff, {queue.MinBackoff}");
        }
    }

    private void CheckMetadata(MetadataOptions metadata)
    {
        CheckDuration("Metadata:SendInterval", metadata.SendInterval);
        CheckRange("Metadata:MaxSamplesPerSend", metadata.MaxSamplesPerSend, 1, MostSamples);
    }

    private void CheckSpool(DestinationOptions options)
    {
        if (options.Spool.Directory is null)
        {
            return;
        }

        if (options.Spool.Directory.Length == 0)
        {
            Error("Spool:Directory", "is empty: set it to a directory that only this program uses, or remove it");
        }

        if (options.Spool.MaxBytes < LeastSpoolBytes)
        {
            Error("Spool:MaxBytes", $"is {options.Spool.MaxBytes}: set it to {LeastSpoolBytes} or more");
        }

        CheckDuration("Spool:Window", options.Spool.Window);
        if (options.Spool.MaxAge <= TimeSpan.Zero)
        {
            Error("Spool:MaxAge", $"is {options.Spool.MaxAge}: set it to a time above 0, such as 08:00:00");
        }
    }

    private void CheckRange(string key, int value, int least, int most, string reason = "")
    {
        if (value < least || value > most)
        {
            Error(key, $"is {value}: set it to a number from {least} to {most}{reason}");
        }
    }

    private void CheckDuration(string key, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
        {
            Error(key, $"is {value}: set it to a time above 0 and not above one day, such as 00:00:05");
        }
    }

    private static bool IsHeaderValue(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private void Error(string key, string message) => _errors.Add($"{_section}:{key} {message}.");
}
