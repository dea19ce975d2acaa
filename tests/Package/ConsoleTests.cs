namespace PipelineDsl.PackageTests;

/// <summary>A program with nothing but a reference to one package.</summary>
public sealed class ConsoleTests(PackageFeed feed)
{
    private const string Program = """
        using PipelineDsl;

        Console.WriteLine(Pipelines.Analysis(Destinations.None).Describe());

        internal static class Pipelines
        {
            [Pipeline]
            public static Pipeline Analysis(Destinations to) =>
                Discover.Pods()
                    .Relabel(rules => rules.Keep(Pod.Name, "analysis.*"))
                    .Scrape()
                    .Relabel(rules => rules.Keep(Metric.Name, "up|processor.*"))
                    .ForwardTo(to["metrics-service"]);
        }
        """;

    [Fact]
    public async Task Its_rules_are_compiled()
    {
        feed.Workspace.Write("console/Console.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PipelineDsl.Hosting" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        feed.Workspace.Write("console/Program.cs", Program);

        string output = await feed.Workspace.RunAsync("console", "run");

        output.ReplaceLineEndings("\n").ShouldBe("""
            discover pods in all namespaces
            relabel  (compiled)
                     keep [__meta_kubernetes_pod_name] =~ "analysis.*"
            scrape   http /metrics every 1m
            relabel  (compiled)
                     keep [__name__] =~ "up|processor.*"
            forward  to metrics-service

            """);
    }
}
