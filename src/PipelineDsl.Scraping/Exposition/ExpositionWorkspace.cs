using PipelineDsl.Runtime;

namespace PipelineDsl.Scraping.Exposition;

/// <summary>Room for <see cref="ExpositionReader"/> to work in. Kept between bodies, for one reader at a time.</summary>
internal sealed class ExpositionWorkspace
{
    public LabelSlices LabelSlices { get; } = new();

    public LabelSlices ExemplarSlices { get; } = new();

    public CreatedLine Created { get; } = new();

    /// <summary>The labels of the sample the reader stands at, in a text format.</summary>
    public SampleLabels Labels { get; } = new();

    public ProtobufWorkspace Protobuf { get; } = new();

    /// <summary>The classic histogram whose series are being read.</summary>
    public ClassicHistogram Classic { get; } = new();

    /// <summary>The labels of that histogram, in order.</summary>
    public SampleLabels Collected { get; } = new();

    /// <summary>The labels of the histogram that was made last.</summary>
    public SampleLabels Converted { get; } = new();

    /// <summary>The exemplars of the histogram whose series are being read.</summary>
    public List<Exemplar> CollectedExemplars { get; set; } = [];

    /// <summary>Those of the histogram that was made last, from the last to the first.</summary>
    public List<Exemplar> ConvertedExemplars { get; set; } = [];

    /// <summary>Forgets what an earlier body left.</summary>
    public void Clear()
    {
        Created.Clear();
        Classic.Clear();
        CollectedExemplars.Clear();
        ConvertedExemplars.Clear();
    }
}
