using System.Globalization;
using System.Text;

namespace PipelineDsl.Benchmarks;

/// <summary>A program of many pipelines, each in a file of its own, to be compiled.</summary>
/// <param name="name">What it is called in the report.</param>
/// <param name="rules">Calls that add a rule, by turns; <c>{0}</c> is a number that no other rule has, <c>{1}</c> that of the pipeline.</param>
internal sealed class SyntheticProgram(string name, params string[] rules)
{
    public const int Pipelines = 500;
    public const int Rules = 20;

    /// <summary>What annotated pods go through, as in <see cref="Chains.Kubernetes"/>: pipelines differ in the name of the application.</summary>
    private static readonly SyntheticProgram s_realistic = new(
        "realistic rules",
        "Keep(Pod.Annotation(\"prometheus.io/scrape\"), \"true\")",
        "Keep(Pod.Label(\"app.kubernetes.io/name\"), \"application-{1}\")",
        "Drop(Pod.Phase, \"Pending|Succeeded|Failed|Completed\")",
        "Drop(Pod.Namespace, \"kube-(system|public|node-lease)\")",
        "Replace(Pod.Annotation(\"prometheus.io/scheme\"), \"(https?)\", \"__scheme__\", \"$1\")",
        "Replace(Pod.Annotation(\"prometheus.io/path\"), \"(.+)\", \"__metrics_path__\", \"$1\")",
        "Replace([Target.Address, Pod.Annotation(\"prometheus.io/port\")], \"(.+?)(\\\\:\\\\d+)?;(\\\\d+)\", \"__address__\", \"$1:$3\")",
        "LabelMap(\"__meta_kubernetes_pod_label_(.+)\")",
        "Copy(Pod.Namespace, \"namespace\")",
        "Copy(Pod.Name, \"pod\")",
        "Copy(Pod.ContainerName, \"container\")",
        "Copy(Pod.NodeName, \"node\")",
        "Replace(Pod.Label(\"app.kubernetes.io/name\"), \"(.+)\", \"service\", \"$1\")",
        "Replace(Pod.ControllerName, \"(.+)-[0-9a-f]{{8,10}}\", \"workload\", \"$1\")",
        "Replace([\"namespace\", \"service\"], \"(.+/.+)\", \"job\", \"$1\", separator: \"/\")",
        "Set(\"cluster\", \"blue\")",
        "Drop(\"pod\", \"application-{1}-canary-.*\")",
        "Drop(Pod.ContainerPortName, \"grpc|admin\")",
        "LabelDrop(\"pod_template_hash|controller_revision_hash\")",
        "Keep(\"namespace\", \"[a-z0-9-]+\")");

    /// <summary>Literal shapes, tables and groups by turns, no two alike.</summary>
    private static readonly SyntheticProgram s_distinct = new(
        "distinct rules",
        "Keep(Pod.Name, \"web-{0}.*\")",
        "Drop(Pod.Phase, \"Succeeded|Failed|P{0}\")",
        "Keep(Pod.NodeName, \"[a-z]+-{0}-\\\\d+\")",
        "Replace(Pod.Ip, \"(.+?)(:\\\\d+)?;{0}(\\\\d+)\", \"a{0}\", \"$1:$3\")",
        "LabelMap(\"p{0}_(.+)\")");

    /// <summary>The worst case: no two patterns are alike, and all of them need tables, every other one with groups.</summary>
    private static readonly SyntheticProgram s_general = new(
        "general patterns",
        "Keep(Pod.NodeName, \"[a-z]+-{0}-\\\\d+\")",
        "Replace(Pod.Ip, \"(.+?)(:\\\\d+)?;{0}(\\\\d+)\", \"a{0}\", \"$1:$3\")");

    public static IReadOnlyList<SyntheticProgram> All { get; } = [s_realistic, s_distinct, s_general];

    public string Name => name;

    /// <summary>The source of each pipeline.</summary>
    public IEnumerable<string> Sources() => Enumerable.Range(0, Pipelines).Select(SourceOf);

    private string SourceOf(int number)
    {
        var source = new StringBuilder("using PipelineDsl;\n");
        source.Append(CultureInfo.InvariantCulture, $"public static class P{number}\n{{\n    [Pipeline]\n    public static Pipeline Get{number}(Destinations to) =>\n");
        source.Append("        Discover.Pods().Relabel(rules => rules\n");
        for (int i = 0; i < Rules; i++)
        {
            source.Append("            .").AppendFormat(CultureInfo.InvariantCulture, rules[i % rules.Length], (number * Rules) + i, number).Append('\n');
        }

        return source.Append(").Scrape().ForwardTo(to[\"a\"]);\n}\n").ToString();
    }
}
