using System.ComponentModel;
using System.Diagnostics;

namespace PipelineDsl.Kubernetes;

/// <summary>The command of a kubeconfig that prints credentials.</summary>
/// <param name="Where">What messages call it: <c>user 'me' of ~/.kube/config</c>.</param>
/// <param name="ApiVersion">The version of the credentials it prints.</param>
/// <param name="FileName">The program: a name in <c>PATH</c>, or a path.</param>
internal sealed record ExecCommand(string Where, string ApiVersion, string FileName)
{
    /// <summary>How much of what the command complained about is shown.</summary>
    private const int LongestComplaint = 2000;

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What is added to the variables of this process.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>What the kubeconfig says to whoever does not have the program.</summary>
    public string InstallHint { get; init; } = "";

    /// <summary>The command is ended after this long.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Runs the command. It gets no input: nobody sits in front of a pipeline.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="KubernetesAccessException">It is not there, failed, or took too long.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo() };
        Start(process);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Timeout);
        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> complaints = process.StandardError.ReadToEndAsync(patience.Token);
            await Task.WhenAll(output, complaints, process.WaitForExitAsync(patience.Token));
            return process.ExitCode == 0 ? await output : throw new KubernetesAccessException(
                $"The command {FileName} of {Where} failed with exit code {process.ExitCode}{Shown(await complaints)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KubernetesAccessException(
                $"The command {FileName} of {Where} printed no credentials within {Timeout.TotalSeconds} seconds. Run it by hand: it must not ask anything.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Shown(string complaints) => complaints.Trim() switch
    {
        "" => " and without a word. Run it by hand.",
        { Length: > LongestComplaint } text => $": ...{text[^LongestComplaint..]}",
        string text => $": {text}",
    };

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(FileName, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            string hint = InstallHint.Length > 0 ? InstallHint : "Install it, or correct the command.";
            throw new KubernetesAccessException($"The command {FileName} of {Where} cannot be run: {e.Message}. {hint}", e);
        }
    }
}
