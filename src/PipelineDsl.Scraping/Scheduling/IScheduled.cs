namespace PipelineDsl.Scraping.Scheduling;

/// <summary>Something that is started when it is due. It must come back quickly: others wait behind it.</summary>
internal interface IScheduled
{
    /// <summary>Its place in the queue, which the queue keeps; -1 while it does not wait. Starts at -1.</summary>
    int Place { get; set; }

    void Start();
}
