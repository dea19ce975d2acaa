namespace PipelineDsl.Benchmarks;

/// <summary>What an agent cost in one run.</summary>
/// <param name="Processor">Processor time for each scraped sample, in microseconds.</param>
/// <param name="Resident">Memory in RAM at the end, in MB.</param>
/// <param name="Peak">The most memory that ever was in RAM, in MB.</param>
/// <param name="Wire">Bytes of compressed requests for each delivered sample.</param>
/// <param name="Delivered">Of the samples scraped from start to clean stop, the share that arrived.</param>
/// <param name="FleetLoad">What the fleet used meanwhile, in processors.</param>
/// <param name="OtherLoad">What all other programs of the machine used meanwhile, in processors.</param>
internal sealed record Measurement(double Processor, double Resident, double Peak, double Wire, double Delivered, double FleetLoad, double OtherLoad)
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2] + sorted[(sorted.Length / 2) - 1]) / 2;
    }
}
