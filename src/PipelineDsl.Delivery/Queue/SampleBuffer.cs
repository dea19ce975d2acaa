namespace PipelineDsl.Delivery;

/// <summary>A growing array of staged samples.</summary>
internal sealed class SampleBuffer
{
    private StagedSample[] _samples = new StagedSample[256];
    private int _count;

    public ReadOnlySpan<StagedSample> Samples => _samples.AsSpan(0, _count);

    public int Capacity => _samples.Length;

    public void Add(StagedSample sample)
    {
        if (_count == _samples.Length)
        {
            Array.Resize(ref _samples, _count * 2);
        }

        _samples[_count++] = sample;
    }

    public void Clear() => _count = 0;
}
