using System.Reflection;

namespace PipelineDsl.PackageTests;

/// <summary>How these tests were built.</summary>
internal static class BuildSettings
{
    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Value("Repository");

    /// <summary>Debug or Release: what has been built of the packages too.</summary>
    public static string Configuration { get; } = Value("Configuration");

    /// <summary>Where this machine keeps the packages it has restored, those that the template's tests need among them.</summary>
    public static string NuGetPackageRoot { get; } = Value("NuGetPackageRoot");

    private static string Value(string key) =>
        typeof(BuildSettings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
