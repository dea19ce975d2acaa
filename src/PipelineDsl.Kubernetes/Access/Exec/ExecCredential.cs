using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>What a command of a kubeconfig printed to authenticate with.</summary>
internal sealed class ExecCredential
{
    public string? Token { get; private init; }

    public X509Certificate2Collection? Certificates { get; private init; }

    /// <summary>When it is to be asked for again; <see langword="null"/> for when the server refuses it.</summary>
    public DateTimeOffset? Expires { get; private init; }

    /// <summary>Reads what the command printed. Messages show nothing of it: it is secret.</summary>
    /// <exception cref="KubernetesAccessException">These are no credentials.</exception>
    public static ExecCredential Read(string printed, ExecCommand command)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(printed);
            string version = Text(document.RootElement, "apiVersion") ?? "";
            if (Text(document.RootElement, "kind") != "ExecCredential" || version != command.ApiVersion)
            {
                throw Wrong(command, $"printed something other than an ExecCredential of {command.ApiVersion}. Correct 'apiVersion', or update the command.");
            }

            return document.RootElement.TryGetProperty("status", out JsonElement status) ? Read(status, command) : throw Wrong(command, "printed no status.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Wrong(command, "printed what is no ExecCredential in JSON. Run it by hand: only the credential may stand in its standard output.");
        }
    }

    private static ExecCredential Read(JsonElement status, ExecCommand command)
    {
        string? token = Text(status, "token");
        string? certificate = Text(status, "clientCertificateData");
        string? key = Text(status, "clientKeyData");
        if ((certificate is null) != (key is null))
        {
            throw Wrong(command, "printed only one of clientCertificateData and clientKeyData.");
        }

        if (token is null && certificate is null)
        {
            throw Wrong(command, "printed neither a token nor a client certificate.");
        }

        X509Certificate2Collection? certificates = certificate is null
            ? null
            : TlsSettings.ReadClientCertificates(Encoding.UTF8.GetBytes(certificate), Encoding.UTF8.GetBytes(key!), $"the command {command.FileName} of {command.Where}");
        DateTimeOffset? expires = Text(status, "expirationTimestamp") is null ? null : status.GetProperty("expirationTimestamp").GetDateTimeOffset();
        DateTimeOffset? end = certificates is null ? null : new DateTimeOffset(certificates[0].NotAfter);
        return new ExecCredential { Token = token, Certificates = certificates, Expires = end < expires ? end : expires ?? end };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static KubernetesAccessException Wrong(ExecCommand command, string problem) =>
        new($"The command {command.FileName} of {command.Where} {problem}");
}
