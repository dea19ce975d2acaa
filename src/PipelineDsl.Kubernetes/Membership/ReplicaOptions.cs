namespace PipelineDsl.Kubernetes;

/// <summary>How a replica takes part in a group that shares its targets.</summary>
public sealed record ReplicaOptions
{
    /// <summary>The label of the leases of a group.</summary>
    public const string GroupLabel = "pipelinedsl.io/group";

    /// <summary>The group's name: the same for all replicas, and for no others in their namespace.</summary>
    public required string Group { get; init; }

    /// <summary>The replica's name, unlike that of any other. The default value is the name of the host, which for a pod is the pod's name.</summary>
    public string Identity { get; init; } = Environment.MachineName.ToLowerInvariant();

    /// <summary>A replica that did not renew its lease for this long is taken for dead. The default value is 10 seconds.</summary>
    /// <remarks>A target of a dead replica misses no more than one scrape if this is shorter, by the second or so that changes take to be heard of, than its interval.</remarks>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two renewals. The default value is 3 seconds.</summary>
    public TimeSpan RenewInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Looks for mistakes.</summary>
    /// <returns>What is wrong and how to mend it; empty if nothing is.</returns>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (!IsName(Group, dots: false) || Group.Length > 63)
        {
            errors.Add($"Group is '{Group}': it must be 1 to 63 small letters, digits and inner hyphens, as in the names of Kubernetes.");
        }

        if (!IsName(Identity, dots: true) || Identity.Length > 180)
        {
            errors.Add($"Identity is '{Identity}': it must be 1 to 180 small letters, digits, inner hyphens and dots, since it is part of the lease's name.");
        }

        if (RenewInterval <= TimeSpan.Zero || LeaseDuration < RenewInterval * 3)
        {
            errors.Add($"LeaseDuration is {LeaseDuration} and RenewInterval {RenewInterval}: a lease must last at least three renewals, so that one that fails does no harm.");
        }

        return errors;
    }

    private static bool IsName(string text, bool dots) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-' || (dots && c == '.'));
}
