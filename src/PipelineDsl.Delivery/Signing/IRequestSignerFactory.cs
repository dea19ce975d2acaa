using Microsoft.Extensions.Configuration;

namespace PipelineDsl.Delivery;

/// <summary>Makes signers from the configuration of destinations. The host uses all that are registered as services.</summary>
public interface IRequestSignerFactory
{
    /// <summary>The section of a destination that asks for such a signer, such as <c>SigV4</c>.</summary>
    string Section { get; }

    /// <summary>Makes the signer of a destination.</summary>
    /// <param name="section">The section, such as <c>Destinations:metrics-service:SigV4</c>.</param>
    /// <exception cref="ArgumentException">The section is wrong; the message has every error, with its key and its mend.</exception>
    IRequestSigner Create(IConfigurationSection section);
}
