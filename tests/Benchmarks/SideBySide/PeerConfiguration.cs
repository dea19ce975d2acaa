namespace PipelineDsl.Benchmarks;

/// <summary>What the load agent's pipeline does, in the words of Prometheus.</summary>
internal static class PeerConfiguration
{
    public static string Scrape(Scenario scenario, Uri fleet) => $$"""
        global: {scrape_interval: {{scenario.Interval.TotalSeconds}}s, scrape_timeout: {{scenario.Interval.TotalSeconds}}s}
        scrape_configs:
        - job_name: load
          http_sd_configs: [{url: '{{fleet}}sd'}]
          metric_relabel_configs: [{{Rules(scenario.Rules)}}]
        """;

    private static string Rules(string rules) => rules switch
    {
        "seed" => "{action: keep, source_labels: [__name__], regex: 'up|processor.*'}",
        "typical" => """
            {action: drop, source_labels: [__name__], regex: 'go_.*|process_.*|promhttp_.*'},
                {source_labels: [code], regex: '5..', target_label: error, replacement: 'true'},
                {action: labeldrop, regex: tenant},
                {target_label: cluster, replacement: my-cluster}
            """,
        _ => "",
    };
}
