using System.Text;

namespace PipelineDsl.Testing;

/// <summary>Takes a series' labels as a strict receiver does: sorted, unique, not empty, with a name.</summary>
internal sealed class StrictLabels(object series)
{
    private readonly LabelSetBuilder _labels = new();
    private byte[] _previous = [];

    /// <exception cref="InvalidDataException">The label breaks the rules.</exception>
    public void Add(string name, string value)
    {
        if (name.Length == 0 || value.Length == 0)
        {
            throw new InvalidDataException($"a label has no name or no value in {series}");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (_previous.AsSpan().SequenceCompareTo(bytes) >= 0)
        {
            throw new InvalidDataException($"label names are not sorted and unique in {series}");
        }

        _previous = bytes;
        _labels.Set(name, value);
    }

    /// <exception cref="InvalidDataException">The name is missing.</exception>
    public LabelSet ToLabelSet() => _labels.Get("__name__"u8).IsEmpty
        ? throw new InvalidDataException($"__name__ is missing in {series}")
        : _labels.ToLabelSet();

    /// <summary>The labels of an exemplar, which has no name.</summary>
    public LabelSet ToExemplarLabels() => _labels.ToLabelSet();
}
