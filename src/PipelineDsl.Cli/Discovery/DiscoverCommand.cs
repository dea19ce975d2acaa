using System.CommandLine;
using Spectre.Console;
using PipelineDsl.Discovery;
using PipelineDsl.Kubernetes;

namespace PipelineDsl.Cli.Discovery;

/// <summary><c>pipeline discover</c>: prints once what discovery finds.</summary>
internal static class DiscoverCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("what") { Description = "What to discover." };
        what.AcceptOnlyFromAmong([.. DiscoverySources.Names]);
        var kubeConfig = new Option<FileInfo?>("--kubeconfig") { Description = "The kubeconfig file. Without it: KUBECONFIG, the pod's service account, ~/.kube/config." };
        var namespaces = new Option<string[]>("--namespaces") { Description = "Only these namespaces, separated by commas.", DefaultValueFactory = _ => [] };
        var label = new Option<string>("--label") { Description = "A label selector.", DefaultValueFactory = _ => "" };
        var field = new Option<string>("--field") { Description = "A field selector.", DefaultValueFactory = _ => "" };
        var attach = new Option<string[]>("--attach") { Description = "Attached metadata, separated by commas: node, namespace, deployment, job, cronjob.", DefaultValueFactory = _ => [] };
        var output = new Option<OutputFormat>("--output") { Description = "json or table.", DefaultValueFactory = _ => OutputFormat.Table };
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait for the server.", DefaultValueFactory = _ => 30 };
        var command = new Command("discover", "Prints once what discovery finds in a cluster.") { what, kubeConfig, namespaces, label, field, attach, output, timeout };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var scope = new DiscoveryScope(
                    Parts(parsed.GetValue(namespaces)!), parsed.GetValue(label)!, parsed.GetValue(field)!, Parts(parsed.GetValue(attach)!));
                DiscoverySource source = DiscoverySources.Create(parsed.GetValue(what)!, scope);
                await using var run = new DiscoveryRun(parsed.GetValue(kubeConfig)?.FullName, TimeSpan.FromSeconds(parsed.GetValue(timeout)));
                IReadOnlyList<LabelSet> targets = source is KubernetesSource
                    ? await run.ReadAsync(source, cancellationToken)
                    : await FinalTargets.ReadAsync(run, DiscoverySources.PipelineOf(source), cancellationToken);
                await TargetWriter.WriteAsync(targets, parsed.GetValue(output), Console.OpenStandardOutput(), AnsiConsole.Console);
                return run.HasComplained ? 1 : 0;
            }
            catch (Exception e) when (e is ArgumentException or KubernetesAccessException or TimeoutException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static string[] Parts(string[] values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
