namespace PipelineDsl.Benchmarks;

/// <summary>What all agents do in turn.</summary>
/// <param name="Series">The size of the fleet: <c>200k</c> or <c>1m</c>.</param>
/// <param name="Encoding">How targets answer: <c>identity</c> or <c>gzip</c>.</param>
/// <param name="Rules">The metric rules: <c>none</c>, <c>seed</c> or <c>typical</c>.</param>
/// <param name="Protocol">The remote write that those who can are told to speak: 1 or 2.</param>
internal sealed record Scenario(string Series, string Encoding, string Rules, int Protocol)
{
    public const int SeriesPerTarget = 2000;

    public int Targets => Series == "1m" ? 500 : 100;

    public TimeSpan Interval => TimeSpan.FromSeconds(Series == "1m" ? 10 : 2);

    /// <summary>The least time before an agent is measured: five rounds, and the time that compilers and heaps take to settle.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Series == "1m" ? 50 : 30);

    public override string ToString() => $"{Targets} x {SeriesPerTarget} series @{Interval.TotalSeconds} s, {Encoding}, rules {Rules}, remote write {Protocol}.0";
}
