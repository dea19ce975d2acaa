using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Reads the <c>exec</c> of a kubeconfig's user.</summary>
internal static class ExecCommandReader
{
    private const string Group = "client.authentication.k8s.io/";

    public static ExecCommand Read(KubeConfigSection user, KubeConfigSection cluster)
    {
        KubeConfigSection exec = user.Section("exec")!;
        string version = exec.Text("apiVersion") ?? "";
        if (version is not (Group + "v1" or Group + "v1beta1"))
        {
            throw new KubernetesAccessException($"'apiVersion' in {exec.Where} is '{version}': take a plugin that knows {Group}v1 or {Group}v1beta1.");
        }

        if (exec.Text("interactiveMode") is { } mode && mode is not ("Never" or "IfAvailable"))
        {
            throw new KubernetesAccessException(mode == "Always"
                ? $"The {exec.Where} needs a terminal (interactiveMode: Always), which a pipeline has not: use a token or a client certificate."
                : $"'interactiveMode' in {exec.Where} is '{mode}': write Never or IfAvailable.");
        }

        string command = exec.Text("command") ?? throw new KubernetesAccessException($"The {exec.Where} has no command.");
        string info = Info(version, exec.Flag("provideClusterInfo") ? cluster : null);
        return new ExecCommand(user.Where, version, command.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar) ? exec.File("command")! : command)
        {
            Arguments = [.. exec.Texts("args")],
            Environment = [.. exec.Sections("env").Select(v => (v.Text("name") ?? throw new KubernetesAccessException($"The {v.Where} has no name."), v.Text("value") ?? "")),
                ("KUBERNETES_EXEC_INFO", info)],
            InstallHint = exec.Text("installHint")?.Trim() ?? "",
        };
    }

    // What the command is told of this client, and, when the kubeconfig asks for that, of the cluster.
    private static string Info(string version, KubeConfigSection? cluster)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("kind", "ExecCredential");
            json.WriteString("apiVersion", version);
            json.WriteStartObject("spec");
            json.WriteBoolean("interactive", false);
            if (cluster is not null)
            {
                json.WriteStartObject("cluster");
                WriteCluster(json, cluster);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void WriteCluster(Utf8JsonWriter json, KubeConfigSection cluster)
    {
        foreach (string key in (ReadOnlySpan<string>)["server", "tls-server-name", "proxy-url"])
        {
            if (cluster.Text(key) is { } text)
            {
                json.WriteString(key, text);
            }
        }

        foreach (string key in (ReadOnlySpan<string>)["insecure-skip-tls-verify", "disable-compression"])
        {
            if (cluster.Flag(key))
            {
                json.WriteBoolean(key, true);
            }
        }

        if (cluster.Bytes("certificate-authority") is { } authority)
        {
            json.WriteBase64String("certificate-authority-data", authority);
        }

        if (cluster.Sections("extensions").FirstOrDefault(e => e.Text("name") == Group + "exec")?.Find("extension") is { } config)
        {
            json.WritePropertyName("config");
            config.WriteTo(json);
        }
    }
}
