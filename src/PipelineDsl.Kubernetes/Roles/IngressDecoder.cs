using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Ingresses: a target for each path of each rule, at the rule's host.</summary>
internal sealed class IngressDecoder() : ObjectDecoder("ingress", "ingress")
{
    private readonly List<(Text Host, int FirstPath, int PathCount)> _rules = [];
    private readonly List<Text> _paths = [];
    private readonly List<Text> _tlsHosts = [];
    private Text _class;

    protected override void Begin()
    {
        _rules.Clear();
        _paths.Clear();
        _tlsHosts.Clear();
        _class = default;
    }

    protected override void ReadProperty(ref Utf8JsonReader reader)
    {
        if (!reader.ValueTextEquals("spec"u8))
        {
            reader.Skip();
            return;
        }

        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("ingressClassName"u8))
            {
                _class = Arena.Next(ref reader);
            }
            else if (reader.ValueTextEquals("rules"u8))
            {
                ReadRules(ref reader);
            }
            else if (reader.ValueTextEquals("tls"u8))
            {
                ReadTls(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    protected override KubernetesObject Finish()
    {
        BeginLabels();
        Set("__meta_kubernetes_ingress_class_name"u8, _class);
        Set("__meta_kubernetes_ingress_name"u8, Metadata.Name);
        LabelSet ingress = Labels.ToLabelSet();
        foreach ((Text host, int firstPath, int pathCount) in _rules)
        {
            ReadOnlySpan<byte> scheme = IsSecured(Arena[host]) ? "https"u8 : "http"u8;
            for (int i = 0; i < pathCount; i++)
            {
                Labels.Reset();
                Set("__address__"u8, host);
                Set("__meta_kubernetes_ingress_host"u8, host);
                Set("__meta_kubernetes_ingress_path"u8, _paths[firstPath + i]);
                Labels.Set("__meta_kubernetes_ingress_scheme"u8, scheme);
                Targets.Add(new ObjectTarget(Labels.ToLabelSet()));
            }
        }

        return new KubernetesObject(ingress, TakeTargets());
    }

    // A wildcard stands for exactly one label of the host's name.
    private bool IsSecured(ReadOnlySpan<byte> host)
    {
        foreach (Text tls in _tlsHosts)
        {
            ReadOnlySpan<byte> pattern = Arena[tls];
            int dot = host.IndexOf((byte)'.');
            if (pattern.SequenceEqual(host) || (dot >= 0 && pattern.StartsWith("*."u8) && pattern[1..].SequenceEqual(host[dot..])))
            {
                return true;
            }
        }

        return false;
    }

    private void ReadRules(ref Utf8JsonReader reader)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            int firstPath = _paths.Count;
            bool hasHttp = false;
            Text host = default;
            while (reader.NextProperty())
            {
                if (reader.ValueTextEquals("host"u8))
                {
                    host = Arena.Next(ref reader);
                }
                else if (reader.ValueTextEquals("http"u8) && reader.EnterObject())
                {
                    hasHttp = true;
                    ReadPaths(ref reader);
                }
                else if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    reader.Skip();
                }
            }

            if (!hasHttp)
            {
                _paths.Add(Arena.Add("/"u8));
            }

            _rules.Add((host, firstPath, _paths.Count - firstPath));
        }
    }

    private void ReadPaths(ref Utf8JsonReader reader)
    {
        while (reader.NextProperty())
        {
            if (!reader.ValueTextEquals("paths"u8))
            {
                reader.Skip();
            }
            else if (reader.EnterArray())
            {
                while (reader.NextObject())
                {
                    Text path = default;
                    while (reader.NextProperty())
                    {
                        if (reader.ValueTextEquals("path"u8))
                        {
                            path = Arena.Next(ref reader);
                        }
                        else
                        {
                            reader.Skip();
                        }
                    }

                    _paths.Add(path.IsEmpty ? Arena.Add("/"u8) : path);
                }
            }
        }
    }

    private void ReadTls(ref Utf8JsonReader reader)
    {
        if (!reader.EnterArray())
        {
            return;
        }

        while (reader.NextObject())
        {
            while (reader.NextProperty())
            {
                if (!reader.ValueTextEquals("hosts"u8))
                {
                    reader.Skip();
                }
                else if (reader.EnterArray())
                {
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        _tlsHosts.Add(Arena.Current(ref reader));
                    }
                }
            }
        }
    }
}
