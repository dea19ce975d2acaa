namespace PipelineDsl.Scraping.Scheduling;

/// <summary>Something that is started when it is due. It must come back quickly: others wait behind it.</summary>
internal interface IScheduled
{
    void Start();
}
