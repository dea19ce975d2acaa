using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace PipelineDsl.PackageTests;

/// <summary>A package, opened.</summary>
internal sealed class PackageFile : IDisposable
{
    private readonly ZipArchive _archive;

    public PackageFile(string path)
    {
        _archive = ZipFile.OpenRead(path);
        using Stream nuspec = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>What the package says of itself.</summary>
    public XElement Metadata { get; }

    /// <summary>What the package has besides its description.</summary>
    public IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName);

    /// <summary>The element of this name in <see cref="Metadata"/>, whatever its namespace.</summary>
    public XElement? Element(string name) => Elements(name).SingleOrDefault();

    /// <summary>The elements of this name in <see cref="Metadata"/>, whatever their namespace.</summary>
    public IEnumerable<XElement> Elements(string name) => Metadata.Descendants().Where(element => element.Name.LocalName == name);

    public string Text(string file)
    {
        using var reader = new StreamReader(_archive.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The kinds of debug information in an assembly of the package.</summary>
    public IReadOnlyList<DebugDirectoryEntryType> DebugInformation(string file)
    {
        using Stream entry = _archive.GetEntry(file)!.Open();
        var seekable = new MemoryStream();
        entry.CopyTo(seekable);
        seekable.Position = 0;
        using var reader = new PEReader(seekable);
        return [.. reader.ReadDebugDirectory().Select(directory => directory.Type)];
    }

    public void Dispose() => _archive.Dispose();
}
