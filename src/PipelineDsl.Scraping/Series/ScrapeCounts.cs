namespace PipelineDsl.Scraping.Series;

/// <summary>What came of a scrape's samples.</summary>
internal struct ScrapeCounts
{
    /// <summary>Sample lines read.</summary>
    public int Scraped;

    /// <summary>Sample lines that no rule dropped, rejected ones among them.</summary>
    public int Relabeled;

    /// <summary>Series that were not there before.</summary>
    public int Added;

    /// <summary>Samples rejected because their series had one in this scrape already.</summary>
    public int Duplicates;

    /// <summary>Samples rejected because their series has a later one.</summary>
    public int OutOfOrder;

    /// <summary>Samples rejected because their series has one of that time.</summary>
    public int SameTimestamp;

    /// <summary>Samples rejected because their time is too far ahead.</summary>
    public int TooFarAhead;

    /// <summary>Samples of new series for which the limit on series left no room.</summary>
    public int LeftOut;
}
