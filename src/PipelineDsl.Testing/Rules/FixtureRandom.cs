namespace PipelineDsl.Testing;

/// <summary>Makes fixtures and label sets by chance, the same from the same seed.</summary>
public sealed class FixtureRandom
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] s_oddTexts =
        ["", " ", "true", "false", "0", "-1", "$1", "${a}", "a;b", "a|b", "\"", "\\", "line\nbreak", "é", "日本", "😀", ".*"];

    private static readonly string[] s_labels = ["app", "app.kubernetes.io/name", "team", "system.component", "version"];
    private static readonly string[] s_annotations =
        ["k8s.grafana.com/scrape", "prometheus.io/scrape", "prometheus.io/path", "checksum/config", "note"];
    private static readonly string[] s_ports = ["", "http", "metrics", "http-metrics", "grpc"];

    private readonly Random _random;

    /// <summary>Creates the source of chance.</summary>
    /// <param name="seed">Where it begins.</param>
    public FixtureRandom(int seed) => _random = new Random(seed);

    /// <summary>A whole number.</summary>
    /// <param name="least">The least it may be.</param>
    /// <param name="most">The most it may be.</param>
    public int Number(int least, int most) => (int)_random.NextInt64(least, (long)most + 1);

    /// <summary>True once in so many times.</summary>
    /// <param name="times">How many times.</param>
    public bool OneIn(int times) => Number(1, times) == 1;

    /// <summary>One of several.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    /// <param name="items">At least one.</param>
    public T Pick<T>(params ReadOnlySpan<T> items) => items[Number(0, items.Length - 1)];

    /// <summary>A name as Kubernetes allows it: <c>qbc-4</c>.</summary>
    public string Name() => $"{Word()}-{(OneIn(2) ? Word() : Number(0, 20).ToString(System.Globalization.CultureInfo.InvariantCulture))}";

    /// <summary>A label's value: mostly a word, sometimes a text that rules stumble over.</summary>
    public string Text() => OneIn(3) ? Pick<string>(s_oddTexts) : Word();

    /// <summary>A pod that gives at least one target, with any name, namespace, labels, annotations, phase, containers and ports.</summary>
    public PodFixture Pod()
    {
        PodFixture pod = new PodFixture(Name())
            .WithNamespace(OneIn(4) ? "kube-system" : Word())
            .WithPhase(Pick("Running", "Running", "Running", "Pending", "Succeeded", "Failed", "Unknown"))
            .WithReady(Pick<bool?>(true, false, null))
            .WithIp(OneIn(5) ? $"fd00::{Number(1, 9)}" : $"10.244.{Number(0, 255)}.{Number(1, 254)}");
        for (int i = Number(0, 2); i > 0; i--)
        {
            pod = pod.WithLabel(Pick<string>(s_labels), Word()).WithAnnotation(Pick<string>(s_annotations), Text());
        }

        for (int i = Number(0, 2); i > 0; i--)
        {
            pod = pod.WithContainer(Word(), [.. Ports()]);
        }

        pod = OneIn(4) ? pod.WithInitContainer(Word(), [.. Ports()]) : pod;
        return OneIn(3) ? pod.WithoutOwner() : OneIn(2) ? pod.WithOwner(Pick("DaemonSet", "StatefulSet", "Job"), Word()) : pod;
    }

    /// <summary>A service with at least one port, with any name, namespace, type, labels and annotations.</summary>
    public ServiceFixture Service()
    {
        ServiceFixture service = new ServiceFixture(Name())
            .WithNamespace(OneIn(4) ? "kube-system" : Word())
            .WithType(Pick("ClusterIP", "ClusterIP", "NodePort", "LoadBalancer"))
            .WithClusterIp(OneIn(4) ? "None" : $"10.96.{Number(0, 255)}.{Number(1, 254)}");
        for (int i = Number(0, 2); i > 0; i--)
        {
            service = service.WithLabel(Pick<string>(s_labels), Word()).WithAnnotation(Pick<string>(s_annotations), Text());
        }

        foreach (SimulatedPort port in Ports())
        {
            service = service.WithPort(port.Number, port.Name, port.Protocol);
        }

        return service;
    }

    /// <summary>A label set that has some of these labels, with any values.</summary>
    /// <param name="names">The labels' names.</param>
    public LabelSet Labels(params ReadOnlySpan<string> names)
    {
        var labels = new LabelSetBuilder();
        foreach (string name in names)
        {
            labels.Set(name, OneIn(4) ? "" : Text());
        }

        return labels.ToLabelSet();
    }

    private string Word() => string.Create(Number(2, 8), _random, static (word, random) =>
    {
        foreach (ref char letter in word)
        {
            letter = Letters[random.Next(Letters.Length)];
        }
    });

    private List<SimulatedPort> Ports()
    {
        var ports = new List<SimulatedPort>();
        for (int i = Number(0, 3); i > 0; i--)
        {
            ports.Add(new SimulatedPort(Number(1, 65535), Pick<string>(s_ports), OneIn(6) ? "UDP" : "TCP"));
        }

        return ports;
    }
}
