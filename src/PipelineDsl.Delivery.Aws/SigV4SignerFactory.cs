using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PipelineDsl.Delivery.Aws;

/// <summary>Makes signers from sections <c>SigV4</c>.</summary>
internal sealed class SigV4SignerFactory(TimeProvider time) : IRequestSignerFactory
{
    public string Section => "SigV4";

    public IRequestSigner Create(IConfigurationSection section)
    {
        var options = new SigV4Options();
        var errors = new List<string>();
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            if (!TrySet(options, setting.Key, setting.Value))
            {
                errors.Add($"{setting.Path} is no setting of {Section}, or '{setting.Value}' none of its values: remove it.");
            }
        }

        errors.AddRange(options.Validate(section.Path));
        return errors.Count == 0 ? new SigV4Signer(options, time) : throw new ArgumentException(string.Join(' ', errors));
    }

    private static bool TrySet(SigV4Options options, string key, string? value)
    {
        switch (key.ToLower(CultureInfo.InvariantCulture))
        {
            case "region":
                options.Region = value;
                return true;
            case "accesskey":
                options.AccessKey = value;
                return true;
            case "secretkey":
                options.SecretKey = value;
                return true;
            case "profile":
                options.Profile = value;
                return true;
            case "rolearn":
                options.RoleArn = value;
                return true;
            case "externalid":
                options.ExternalId = value;
                return true;
            case "servicename":
                options.ServiceName = value ?? "";
                return true;
            case "usefipsstsendpoint":
                bool isFlag = bool.TryParse(value, out bool flag);
                options.UseFipsStsEndpoint = flag;
                return isFlag;
            default:
                return false;
        }
    }
}
