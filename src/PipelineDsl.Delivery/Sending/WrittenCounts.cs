using System.Globalization;

namespace PipelineDsl.Delivery;

/// <summary>What a receiver of 2.0 says it wrote of a request.</summary>
/// <param name="Samples">The number of samples, histograms among them.</param>
/// <param name="Exemplars">The number of exemplars.</param>
internal readonly record struct WrittenCounts(int Samples, int Exemplars)
{
    /// <summary>Reads an answer.</summary>
    /// <returns>The numbers, a missing one being 0; <see langword="null"/> if none is there.</returns>
    public static WrittenCounts? Read(HttpResponseMessage response)
    {
        int? samples = Read(response, RemoteWriteHeaders.SamplesWritten);
        int? histograms = Read(response, RemoteWriteHeaders.HistogramsWritten);
        int? exemplars = Read(response, RemoteWriteHeaders.ExemplarsWritten);
        return samples is null && histograms is null && exemplars is null
            ? null
            : new WrittenCounts((samples ?? 0) + (histograms ?? 0), exemplars ?? 0);
    }

    private static int? Read(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out IEnumerable<string>? values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int written)
            ? written
            : null;
}
