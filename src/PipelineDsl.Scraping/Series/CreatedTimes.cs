namespace PipelineDsl.Scraping.Series;

/// <summary>Since when each series of a target counts, as destinations know it. Takes no memory where targets do not say.</summary>
internal sealed class CreatedTimes
{
    private long[] _created = [];

    /// <summary>Whether destinations know another time, or none.</summary>
    public bool IsNews(int series, long created) => series >= _created.Length || _created[series] != created;

    /// <summary>Notes what destinations are told.</summary>
    public void Set(int series, long created)
    {
        if (series >= _created.Length)
        {
            Array.Resize(ref _created, Math.Max(series + 1, _created.Length + (_created.Length / 4) + 16));
        }

        _created[series] = created;
    }

    /// <summary>The series' number is free.</summary>
    public void Forget(int series)
    {
        if (series < _created.Length)
        {
            _created[series] = 0;
        }
    }
}
