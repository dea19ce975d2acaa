namespace PipelineDsl.Kubernetes;

/// <summary>A service that its annotations ask to be scraped, and the pods that are scraped in its stead.</summary>
internal sealed class AnnotatedService(string group, IReadOnlyList<AnnotatedTarget> targets)
{
    private readonly HashSet<string>[] _pods = [.. targets.Select(_ => new HashSet<string>(StringComparer.Ordinal))];

    public string Group => group;

    /// <summary>The targets at ports where no pod is scraped by itself.</summary>
    public LabelSet[] Targets => [.. targets.Where((_, index) => _pods[index].Count == 0).Select(target => target.Labels)];

    /// <summary>A pod of the namespace is scraped by its annotations, or no longer.</summary>
    /// <param name="podGroup">The pod.</param>
    /// <param name="pod">What is scraped of it; null for nothing.</param>
    /// <returns>Whether <see cref="Targets"/> are others now.</returns>
    public bool Consider(string podGroup, AnnotatedPod? pod)
    {
        bool isChanged = false;
        for (int i = 0; i < targets.Count; i++)
        {
            bool wasFree = _pods[i].Count == 0;
            if (pod is not null && pod.Covers(targets[i]))
            {
                _pods[i].Add(podGroup);
            }
            else
            {
                _pods[i].Remove(podGroup);
            }

            isChanged |= wasFree != (_pods[i].Count == 0);
        }

        return isChanged;
    }
}
