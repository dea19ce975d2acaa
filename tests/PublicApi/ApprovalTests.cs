using System.Reflection;
using System.Runtime.CompilerServices;

namespace PublicApi;

/// <summary>The public API of each package is a file that is reviewed: a line that goes is a decision.</summary>
public sealed class ApprovalTests
{
    [Theory]
    [InlineData("PipelineDsl.Core")]
    [InlineData("PipelineDsl")]
    [InlineData("PipelineDsl.Scraping")]
    [InlineData("PipelineDsl.Delivery")]
    [InlineData("PipelineDsl.Delivery.Aws")]
    [InlineData("PipelineDsl.Delivery.Azure")]
    [InlineData("PipelineDsl.Kubernetes")]
    [InlineData("PipelineDsl.Hosting")]
    [InlineData("PipelineDsl.Testing")]
    public void The_public_api_is_the_approved_one(string assembly)
    {
        string api = ApiText.Of(Assembly.Load(assembly));
        string file = Path.Combine(Folder(), $"{assembly}.txt");
        string approved = File.Exists(file) ? File.ReadAllText(file) : "";
        if (api != approved)
        {
            // The new text is left in place: its diff is what the review reads, and the next run passes.
            File.WriteAllText(file, api);
        }

        api.ShouldBe(approved, $"The public API of {assembly} changed. Review the diff of {file} and commit it.");
    }

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Approved");
}
