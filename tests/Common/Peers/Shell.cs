using System.Diagnostics;

namespace PipelineDsl.Peers;

/// <summary>Commands that end by themselves.</summary>
internal static class Shell
{
    /// <summary>Runs a command and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static async Task<string> RunAsync(string command, IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        // Through files: servers that the command leaves running keep no pipe of ours open.
        string output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("bash") { RedirectStandardInput = true };
            foreach (string argument in (string[])["-c", $"exec \"$0\" \"$@\" > '{output}' 2>&1 < /dev/null", command, .. arguments])
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellationToken);
            string text = await File.ReadAllTextAsync(output, cancellationToken);
            return process.ExitCode == 0
                ? text
                : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
