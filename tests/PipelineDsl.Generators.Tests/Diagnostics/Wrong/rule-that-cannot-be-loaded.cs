public static class Pipelines
{
    [Pipeline]
    public static Pipeline Shop(Destinations to) =>
        Discover.Pods()
            .Relabel(rules => rules
                .Rule(new RelabelRule { Action = RelabelAction.LabelDrop, SourceLabels = ["a"], Pattern = "tmp_.*" })
                .Rule(new RelabelRule { Action = RelabelAction.Lowercase, SourceLabels = ["a"] })
                .Rule(new RelabelRule { Action = RelabelAction.KeepEqual, SourceLabels = ["a"], TargetLabel = "b", Separator = "/" })
                .Rule(new RelabelRule { SourceLabels = ["a", ""], TargetLabel = "b" })
                .Rule(new RelabelRule { SourceLabels = ["a"], TargetLabel = "a.b", NameScheme = LabelNameScheme.Legacy }))
            .Scrape()
            .ForwardTo(to["central"]);
}
