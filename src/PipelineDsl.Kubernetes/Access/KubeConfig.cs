using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PipelineDsl.Kubernetes;

/// <summary>One kubeconfig, from one file or several: of entries with one name the first counts.</summary>
internal sealed class KubeConfig
{
    private readonly Dictionary<(string Kind, string Name), KubeConfigSection> _sections = [];
    private readonly string _from;
    private string? _currentContext;

    private KubeConfig(string from) => _from = from;

    /// <summary>Reads the files that exist.</summary>
    /// <param name="paths">The files, the strongest first.</param>
    /// <param name="from">What messages call them.</param>
    public static KubeConfig Load(IReadOnlyList<string> paths, string from)
    {
        var config = new KubeConfig(from);
        bool any = false;
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                config.Read(path);
                any = true;
            }
        }

        return any ? config : throw new KubernetesAccessException(
            paths.Count == 1 ? $"The kubeconfig {paths[0]} does not exist: correct the path or create it." : $"None of the files of {from} exists: correct the paths.");
    }

    /// <summary>The access a context gives.</summary>
    /// <param name="context">The context, or <see langword="null"/> for the current one.</param>
    public KubernetesAccess ToAccess(string? context)
    {
        context ??= _currentContext ?? throw new KubernetesAccessException(
            $"{_from} has no current-context: set one with 'kubectl config use-context', or name a context. {Existing("contexts")}");
        KubeConfigSection chosen = Find("contexts", context, $"{_from} has no context '{context}'");
        string clusterName = chosen.Text("cluster") ?? throw new KubernetesAccessException($"The {chosen.Where} names no cluster.");
        KubeConfigSection cluster = Find("clusters", clusterName, $"The {chosen.Where} names the cluster '{clusterName}', which is not there");
        KubeConfigSection? user = chosen.Text("user") is { } userName
            ? Find("users", userName, $"The {chosen.Where} names the user '{userName}', which is not there")
            : null;
        TlsSettings tls = Tls(cluster, user);
        AccessCredential credential = user is null ? AccessCredential.None : Credential(user);
        return new KubernetesAccess(Url(cluster, "server") ?? throw new KubernetesAccessException($"The {cluster.Where} has no server."), chosen.Where)
        {
            Namespace = chosen.Text("namespace") ?? "default",
            Credential = credential,
            Tls = tls,

            // As in kubectl, what stands in the file itself counts first.
            Plugin = user?.Has("exec") == true && credential == AccessCredential.None && tls.ClientCertificates is null
                ? new ExecPlugin(ExecCommandReader.Read(user, cluster), TimeProvider.System)
                : null,
            Proxy = Url(cluster, "proxy-url"),
            Compression = !cluster.Flag("disable-compression"),
        };
    }

    private static TlsSettings Tls(KubeConfigSection cluster, KubeConfigSection? user)
    {
        byte[]? authority = cluster.Bytes("certificate-authority");
        bool skip = cluster.Flag("insecure-skip-tls-verify");
        if (skip && authority is not null)
        {
            throw new KubernetesAccessException($"The {cluster.Where} has both insecure-skip-tls-verify and a certificate-authority: remove one.");
        }

        byte[]? certificate = user?.Bytes("client-certificate");
        byte[]? key = user?.Bytes("client-key");
        if ((certificate is null) != (key is null))
        {
            throw new KubernetesAccessException($"The {user!.Where} has only one of client-certificate and client-key: give both.");
        }

        return new TlsSettings
        {
            Authorities = authority,
            AuthoritiesFrom = cluster.Where,
            SkipVerification = skip,
            ServerName = cluster.Text("tls-server-name"),
            ClientCertificates = certificate is null ? null : TlsSettings.ReadClientCertificates(certificate, key!, user!.Where),
        };
    }

    private static AccessCredential Credential(KubeConfigSection user)
    {
        foreach (string unsupported in (ReadOnlySpan<string>)["auth-provider", "as", "as-uid", "as-groups", "as-user-extra"])
        {
            if (user.Has(unsupported))
            {
                throw new KubernetesAccessException(
                    $"The {user.Where} uses '{unsupported}', which is not supported yet: give it an exec, a token, a tokenFile or a client certificate "
                    + "('kubectl create token' makes a token for a service account).");
            }
        }

        return user.File("tokenFile") is { } file ? AccessCredential.TokenFile(file)
            : user.Text("token") is { } token ? AccessCredential.Token(token)
            : user.Text("username") is { } name ? AccessCredential.Basic(name, user.Text("password") ?? "")
            : AccessCredential.None;
    }

    private static Uri? Url(KubeConfigSection section, string key) => section.Text(key) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" or "socks5" ? url
        : throw new KubernetesAccessException($"'{key}' in {section.Where} is '{text}': write a URL such as https://host:6443.");

    private KubeConfigSection Find(string kind, string name, string problem) => _sections.TryGetValue((kind, name), out KubeConfigSection? section)
        ? section
        : throw new KubernetesAccessException($"{problem}. {Existing(kind)}");

    private string Existing(string kind)
    {
        string[] names = [.. _sections.Keys.Where(k => k.Kind == kind).Select(k => k.Name).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? $"It has no {kind} at all." : $"Its {kind}: {string.Join(", ", names)}.";
    }

    private void Read(string path)
    {
        var yaml = new YamlStream();
        try
        {
            using StreamReader reader = File.OpenText(path);
            yaml.Load(reader);
        }
        catch (Exception e) when (e is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new KubernetesAccessException($"The kubeconfig {path} cannot be read: {e.Message}", e);
        }

        if (yaml.Documents.Count == 0)
        {
            return;
        }

        if (yaml.Documents[0].RootNode is not YamlMappingNode root)
        {
            throw new KubernetesAccessException($"The kubeconfig {path} is not a mapping: it should begin with 'apiVersion: v1' and 'kind: Config'.");
        }

        _currentContext ??= new KubeConfigSection(root, path, "the file").Text("current-context");
        ReadSections(root, path, "clusters", "cluster");
        ReadSections(root, path, "contexts", "context");
        ReadSections(root, path, "users", "user");
    }

    private void ReadSections(YamlMappingNode root, string path, string kind, string field)
    {
        if (!root.Children.TryGetValue(new YamlScalarNode(kind), out YamlNode? list) || list is not YamlSequenceNode items)
        {
            return;
        }

        foreach (YamlMappingNode item in items.OfType<YamlMappingNode>())
        {
            if (new KubeConfigSection(item, path, kind).Text("name") is { } name)
            {
                // A user may be an empty entry: 'user: null' is one without credentials.
                YamlMappingNode fields = item.Children.TryGetValue(new YamlScalarNode(field), out YamlNode? value) && value is YamlMappingNode mapping ? mapping : [];
                _sections.TryAdd((kind, name), new KubeConfigSection(fields, path, $"{field} '{name}'"));
            }
        }
    }
}
