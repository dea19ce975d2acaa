using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace PipelineDsl.PackageTests;

/// <summary>What is in the packages.</summary>
public sealed class PackageContentTests(PackageFeed feed)
{
    public static TheoryData<string> Packages => [.. PackageFeed.Ids];

    [Fact]
    public void Every_project_is_packed() =>
        Directory.EnumerateFiles(feed.Workspace.Feed).ShouldBe(PackageFeed.Ids.Select(id => feed[id]), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_says_what_it_is(string id)
    {
        using var package = new PackageFile(feed[id]);

        package.Element("id")!.Value.ShouldBe(id);
        package.Element("license")!.Value.ShouldBe("Apache-2.0");
        package.Element("description")!.Value.ShouldNotBe("Package Description");
        package.Element("tags")!.Value.ShouldNotBeEmpty();
        package.Element("repository")!.Attribute("commit")!.Value.ShouldNotBeEmpty();
        package.Text(package.Element("readme")!.Value).ShouldStartWith($"# {id}\n");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_asks_for_exactly_its_own_version_of_the_others_and_all_that_is_in_them(string id)
    {
        using var package = new PackageFile(feed[id]);

        foreach (XElement dependency in package.Elements("dependency").Where(d => PackageFeed.Ids.Contains(d.Attribute("id")!.Value)))
        {
            dependency.Attribute("version")!.Value.ShouldBe($"[{feed.Version}]");
            dependency.Attribute("include")!.Value.ShouldBe("All");
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_assemblies_are_reproducible_and_carry_symbols_and_documentation(string id)
    {
        using var package = new PackageFile(feed[id]);

        // A tool brings the assemblies of others, too.
        foreach (string assembly in package.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileName(file).StartsWith("PipelineDsl", StringComparison.Ordinal)))
        {
            package.DebugInformation(assembly).ShouldContain(DebugDirectoryEntryType.Reproducible);
            package.DebugInformation(assembly).ShouldContain(DebugDirectoryEntryType.EmbeddedPortablePdb);
            if (assembly.StartsWith("lib/", StringComparison.Ordinal))
            {
                package.Files.ShouldContain(Path.ChangeExtension(assembly, ".xml"));
            }
        }
    }

    [Fact]
    public void The_language_brings_its_generator()
    {
        using var package = new PackageFile(feed["PipelineDsl"]);

        package.Files.ShouldContain("analyzers/dotnet/cs/PipelineDsl.Generators.dll");
        package.Files.ShouldContain("buildTransitive/PipelineDsl.targets");
        package.Files.ShouldContain("lib/net10.0/PipelineDsl.dll");
    }

    [Fact]
    public void Hosting_brings_the_settings_of_a_small_heap()
    {
        using var package = new PackageFile(feed["PipelineDsl.Hosting"]);

        package.Files.ShouldContain("buildTransitive/PipelineDsl.Hosting.props");
    }

    [Fact]
    public async Task Packed_again_they_are_the_same_byte_for_byte()
    {
        string again = Path.Combine(feed.Workspace.Root, "again");

        await feed.PackAsync(again);

        foreach (string id in PackageFeed.Ids)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(again, Path.GetFileName(feed[id])));
            bytes.AsSpan().SequenceEqual(File.ReadAllBytes(feed[id])).ShouldBeTrue(id);
        }
    }
}
