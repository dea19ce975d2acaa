using YamlDotNet.RepresentationModel;

namespace PipelineDsl.Kubernetes;

/// <summary>A cluster, user or context of a kubeconfig file, with what messages need to point at it.</summary>
/// <param name="node">Its fields.</param>
/// <param name="path">The file it stands in; relative paths in it start there.</param>
/// <param name="name">What messages call it: <c>user 'me'</c>.</param>
internal sealed class KubeConfigSection(YamlMappingNode node, string path, string name)
{
    public string Where => $"{name} of {path}";

    public bool Has(string key) => Find(key) is not (null or YamlScalarNode { Value: null or "" or "null" or "~" });

    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value is { Length: > 0 } value ? value : null,
        _ => throw new KubernetesAccessException($"'{key}' in {Where} must be text."),
    };

    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        string other => throw new KubernetesAccessException($"'{key}' in {Where} is '{other}': write true or false."),
    };

    public string? File(string key) =>
        Text(key) is { } file ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", file) : null;

    /// <summary>Bytes that stand in the file as base64 (<c>key-data</c>, which counts first) or in a file of their own (<c>key</c>).</summary>
    public byte[]? Bytes(string key)
    {
        if (Text(key + "-data") is { } data)
        {
            try
            {
                return Convert.FromBase64String(data);
            }
            catch (FormatException e)
            {
                throw new KubernetesAccessException($"'{key}-data' in {Where} is not base64.", e);
            }
        }

        string? file = File(key);
        try
        {
            return file is null ? null : System.IO.File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesAccessException($"'{key}' in {Where} names {file}, which cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The fields below a key.</summary>
    public KubeConfigSection? Section(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode mapping => new KubeConfigSection(mapping, path, $"'{key}' of {name}"),
        _ => throw new KubernetesAccessException($"'{key}' in {Where} must be a mapping."),
    };

    /// <summary>The mappings of a list.</summary>
    public IEnumerable<KubeConfigSection> Sections(string key) => List(key).Select(item => item is YamlMappingNode mapping
        ? new KubeConfigSection(mapping, path, $"entry of '{key}' of {name}")
        : throw new KubernetesAccessException($"'{key}' in {Where} must be a list of mappings."));

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts(string key) => List(key).Select(item => item is YamlScalarNode scalar
        ? scalar.Value ?? ""
        : throw new KubernetesAccessException($"'{key}' in {Where} must be a list of texts."));

    public YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;

    private IList<YamlNode> List(string key) => Find(key) switch
    {
        YamlSequenceNode sequence => sequence.Children,
        null or YamlScalarNode { Value: null or "" or "null" or "~" } => [],
        _ => throw new KubernetesAccessException($"'{key}' in {Where} must be a list."),
    };
}
