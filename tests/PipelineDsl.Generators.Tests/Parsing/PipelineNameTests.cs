extern alias generators;

using generators::PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators.Tests;

public sealed class PipelineNameTests
{
    [Theory]
    [InlineData("ImageAnalysis", "image-analysis")]
    [InlineData("web", "web")]
    [InlineData("HTTPPods", "http-pods")]
    [InlineData("PodsV2", "pods-v2")]
    [InlineData("Web_Pods", "web-pods")]
    [InlineData("_Web__Pods_", "web-pods")]
    [InlineData("A", "a")]
    [InlineData("OneTwoThree", "one-two-three")]
    public void A_method_names_its_pipeline(string method, string name) => PipelineName.Of(method).ShouldBe(name);
}
