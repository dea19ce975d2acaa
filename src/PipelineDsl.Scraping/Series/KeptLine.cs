using PipelineDsl.Runtime;
using System.Runtime.InteropServices;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Series;

/// <summary>A <see cref="SampleLine"/> between scrapes, in 12 bytes: the series' number follows from the line before, or is kept aside.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct KeptLine
{
    public ulong Hash;

    public ushort Length;

    public MetricKind Kind;

    public LineFlags Flags;
}
