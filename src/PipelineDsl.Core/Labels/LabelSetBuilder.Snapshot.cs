namespace PipelineDsl;

public sealed partial class LabelSetBuilder
{
    private Entry[] _snapshot = [];

    /// <summary>The labels as they are now; later changes do not show in it.</summary>
    public Snapshot TakeSnapshot()
    {
        if (_snapshot.Length < _count)
        {
            _snapshot = new Entry[_entries.Length];
        }

        Array.Copy(_entries, _snapshot, _count);
        return new Snapshot(this, _count);
    }

    /// <summary>The labels of a builder at one moment. Taking another snapshot ends it.</summary>
    public readonly ref struct Snapshot
    {
        private readonly LabelSetBuilder _builder;
        private readonly int _count;

        internal Snapshot(LabelSetBuilder builder, int count) => (_builder, _count) = (builder, count);

        /// <summary>Walks over the labels.</summary>
        public Enumerator GetEnumerator() => new(_builder, _count);
    }

    /// <summary>A walk over a snapshot.</summary>
    public ref struct Enumerator
    {
        // Texts stay where they are even when the builder takes a larger buffer for more.
        private readonly byte[] _text;
        private readonly ReadOnlySpan<Entry> _labels;
        private int _at = -1;

        internal Enumerator(LabelSetBuilder builder, int count)
        {
            _text = builder._text;
            _labels = builder._snapshot.AsSpan(0, count);
        }

        /// <summary>The label the walk stands at.</summary>
        public readonly Utf8Label Current
        {
            get
            {
                ref readonly Entry entry = ref _labels[_at];
                return new(_text.AsSpan(entry.Name, entry.NameLength), _text.AsSpan(entry.Value, entry.ValueLength));
            }
        }

        /// <summary>Goes to the next label.</summary>
        public bool MoveNext()
        {
            while (++_at < _labels.Length)
            {
                if (!_labels[_at].IsGone)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
