namespace PipelineDsl.Scraping.Exposition;

/// <summary>Where a label stands in a body.</summary>
internal struct LabelSlice
{
    public int NameStart;
    public int NameEnd;
    public int ValueStart;
    public int ValueEnd;
}
