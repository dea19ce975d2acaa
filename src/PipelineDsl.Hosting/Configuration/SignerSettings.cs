using Microsoft.Extensions.Configuration;
using PipelineDsl.Delivery;

namespace PipelineDsl.Hosting;

/// <summary>What the configuration says of signers: sections of a destination that packages of their own read.</summary>
/// <param name="signers">What makes signers of the sections that ask for one.</param>
internal sealed class SignerSettings(IReadOnlyCollection<IRequestSignerFactory> signers)
{
    private static readonly (string Section, string Package, string Call)[] s_packages =
    [
        ("SigV4", "PipelineDsl.Delivery.Aws", "AddSigV4"),
        ("AzureAd", "PipelineDsl.Delivery.Azure", "AddAzureAd"),
    ];

    /// <summary>Whether a key of a destination's section is a signer's.</summary>
    public bool Owns(string key) => s_packages.Select(package => package.Section).Concat(signers.Select(signer => signer.Section)).Any(
        section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && key.AsSpan(section.Length) is "" or [':', ..]);

    /// <summary>Makes the signer that a destination asks for, if it does.</summary>
    /// <exception cref="ArgumentException">A section is wrong, or nothing reads it; the message has every error.</exception>
    public IRequestSigner? Read(IConfigurationSection destination)
    {
        foreach ((string key, string package, string call) in s_packages)
        {
            // A section that nobody reads would mean requests without a signature.
            if (destination.GetSection(key).Exists() && !signers.Any(signer => signer.Section == key))
            {
                throw new ArgumentException($"{destination.Path}:{key} is set, but nothing reads it: add the package {package}, and call services.{call}().");
            }
        }

        IRequestSignerFactory[] asked = [.. signers.Where(signer => destination.GetSection(signer.Section).Exists())];
        return asked.Length switch
        {
            0 => null,
            1 => asked[0].Create(destination.GetSection(asked[0].Section)),
            _ => throw new ArgumentException(
                $"{string.Join(" and ", asked.Select(signer => $"{destination.Path}:{signer.Section}"))} are set together: remove all but one of them."),
        };
    }
}
