using PipelineDsl;

namespace BlueDatabase;

/// <summary>Discovery of services, and a label that every sample gets.</summary>
public static class Pipelines
{
    /// <summary>The database of team blue, at its port named metrics.</summary>
    [Pipeline]
    public static Pipeline BlueDatabase(Destinations to) =>
        Discover.Services()
            .Namespaces("blue")
            .Selector(label: "app.kubernetes.io/name=db")
            .Relabel(rules => rules
                .Keep(Service.PortName, "metrics")
                .Set("team", "blue"))
            .Scrape()
            .ForwardTo(to["metrics-service"]);
}
