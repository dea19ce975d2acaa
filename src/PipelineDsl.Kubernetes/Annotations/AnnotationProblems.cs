using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes;

/// <summary>Tells of wrong annotations: each once, however many replicas have it, and how many there are now. Not thread-safe.</summary>
internal sealed class AnnotationProblems(AnnotationMetrics metrics, ILogger logger, IEventSink? events)
{
    private readonly Dictionary<string, (AnnotatedObject Object, IReadOnlyList<AnnotationProblem> Problems)> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Owner, AnnotationProblem Problem), int> _known = [];

    /// <summary>These are the problems of a group now.</summary>
    /// <param name="group">The group.</param>
    /// <param name="describe">Says what it is; not asked without a problem.</param>
    /// <param name="discovered">Its labels.</param>
    /// <param name="problems">What is wrong with it.</param>
    public void Set(string group, Func<LabelSet, AnnotatedObject> describe, IReadOnlyList<LabelSet> discovered, IReadOnlyList<AnnotationProblem> problems)
    {
        bool wasKnown = _groups.Remove(group, out (AnnotatedObject Object, IReadOnlyList<AnnotationProblem> Problems) before);
        if (problems.Count > 0)
        {
            AnnotatedObject now = describe(discovered[0]);
            _groups.Add(group, (now, problems));
            foreach (AnnotationProblem problem in problems)
            {
                Begin(now, problem);
            }
        }

        // After the new ones: what goes on is not told again.
        foreach (AnnotationProblem problem in wasKnown ? before.Problems : [])
        {
            End(before.Object, problem);
        }
    }

    /// <summary>Nothing is looked at any more.</summary>
    public void Clear()
    {
        foreach (string group in _groups.Keys.ToArray())
        {
            Set(group, AnnotatedObject.Pod, [], []);
        }
    }

    private void Begin(AnnotatedObject about, AnnotationProblem problem)
    {
        metrics.Changed(about.Kind, problem.Reason, 1);
        int known = _known.GetValueOrDefault(KeyOf(about, problem));
        _known[KeyOf(about, problem)] = known + 1;
        if (known == 0)
        {
            KubernetesLog.AnnotationInvalid(logger, about, problem.Message);
            events?.Warn(new EventSubject(about.Kind, about.Namespace, about.Name, about.Uid) { Owner = about.Owner }, problem.Reason, problem.Message);
        }
    }

    private void End(AnnotatedObject about, AnnotationProblem problem)
    {
        metrics.Changed(about.Kind, problem.Reason, -1);
        if (--_known[KeyOf(about, problem)] == 0)
        {
            _known.Remove(KeyOf(about, problem));
        }
    }

    private static (string Owner, AnnotationProblem Problem) KeyOf(AnnotatedObject about, AnnotationProblem problem) =>
        ($"{about.Kind}/{about.Namespace}/{about.Owner}", problem);
}
