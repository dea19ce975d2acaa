using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PipelineDsl.Kubernetes;

/// <summary>YAML as the JSON it stands for.</summary>
internal static class YamlJson
{
    /// <summary>Writes a value.</summary>
    public static void WriteTo(this YamlNode node, Utf8JsonWriter json)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                json.WriteStartObject();
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                {
                    json.WritePropertyName(key.ToString());
                    value.WriteTo(json);
                }

                json.WriteEndObject();
                break;
            case YamlSequenceNode sequence:
                json.WriteStartArray();
                foreach (YamlNode item in sequence.Children)
                {
                    item.WriteTo(json);
                }

                json.WriteEndArray();
                break;
            case YamlScalarNode scalar:
                Write(json, scalar);
                break;
        }
    }

    // Without quotes a scalar may be more than a text.
    private static void Write(Utf8JsonWriter json, YamlScalarNode scalar)
    {
        switch (scalar.Style == ScalarStyle.Plain ? scalar.Value ?? "" : "a text")
        {
            case "" or "~" or "null":
                json.WriteNullValue();
                break;
            case "true" or "false":
                json.WriteBooleanValue(scalar.Value == "true");
                break;
            case { } number when decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value):
                json.WriteNumberValue(value);
                break;
            default:
                json.WriteStringValue(scalar.Value);
                break;
        }
    }
}
