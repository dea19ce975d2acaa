using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Tests.Support;

/// <summary>Owns all targets or none, as a test says.</summary>
internal sealed class TestOwnership(bool ownsAll) : ITargetOwnership
{
    private bool _ownsAll = ownsAll;

    public event Action? Changed;

    public string Group { get; init; } = "group";

    public long Version { get; private set; }

    public bool Owns(ulong targetIdentity) => _ownsAll;

    public void Set(bool ownsAll)
    {
        _ownsAll = ownsAll;
        Version++;
        Changed?.Invoke();
    }
}
