using System.Text;

namespace PipelineDsl;

/// <summary>The labels that targets have before the rules run, where discovery gave them none.</summary>
internal sealed class TargetDefaults
{
    private readonly (byte[] Name, byte[] Value)[] _labels;

    public TargetDefaults(ScrapeOptions options, string pipelineName)
    {
        _labels =
        [
            Label("job", options.JobName ?? pipelineName),
            Label("__scrape_interval__", PrometheusDuration.Format(options.Interval)),
            Label("__scrape_timeout__", PrometheusDuration.Format(options.EffectiveTimeout)),
            Label("__metrics_path__", options.MetricsPath),
            Label("__scheme__", options.Scheme),
            .. options.Params.Where(param => param.Values.Count > 0).Select(param => Label($"__param_{param.Name}", param.Values[0])),
        ];
    }

    /// <summary>Adds the labels that are missing.</summary>
    public void AddTo(LabelSetBuilder labels)
    {
        foreach ((byte[] name, byte[] value) in _labels)
        {
            if (labels.Get(name).IsEmpty)
            {
                labels.Set(name, value);
            }
        }
    }

    private static (byte[] Name, byte[] Value) Label(string name, string value) => (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
}
