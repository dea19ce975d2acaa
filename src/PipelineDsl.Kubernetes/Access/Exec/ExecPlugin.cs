using System.Diagnostics.CodeAnalysis;

namespace PipelineDsl.Kubernetes;

/// <summary>Keeps what the command of a kubeconfig printed until it expires or the server refuses it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without its wait handle a semaphore holds nothing to dispose of.")]
internal sealed class ExecPlugin(ExecCommand command, TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile ExecCredential? _current;

    /// <summary>The credential there is, or a new one: of all who ask meanwhile, one runs the command.</summary>
    /// <exception cref="KubernetesAccessException">The command gives none.</exception>
    public async ValueTask<ExecCredential> GetAsync(CancellationToken cancellationToken)
    {
        if (Current is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Current ?? (_current = ExecCredential.Read(await command.RunAsync(cancellationToken), command));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The server refused a credential: it is not used again.</summary>
    public void Forget(ExecCredential refused) => Interlocked.CompareExchange(ref _current, null, refused);

    private ExecCredential? Current => _current is { } current && !(current.Expires <= time.GetUtcNow()) ? current : null;
}
