public static class Rules
{
    public static MetricRules WithoutNoise(this MetricRules rules, string name) => rules
        .Drop(Metric.Name, "go_(gc")
        .Replace(name, "(.*)", "copy", "$2");
}
