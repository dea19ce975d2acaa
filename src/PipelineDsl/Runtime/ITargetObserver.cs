namespace PipelineDsl.Runtime;

/// <summary>Hears of discovered targets.</summary>
public interface ITargetObserver
{
    /// <summary>The targets of one group are now these.</summary>
    /// <param name="group">What the targets come from, such as <c>pod/shop/web-1</c>.</param>
    /// <param name="targets">Their label sets before relabelling; empty when the group is gone.</param>
    void Update(string group, IReadOnlyList<LabelSet> targets);

    /// <summary>Everything that is there has been reported once.</summary>
    void Synced();
}
