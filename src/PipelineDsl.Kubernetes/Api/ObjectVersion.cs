using System.Text.Json;

namespace PipelineDsl.Kubernetes;

/// <summary>Tells a state of an object from all others.</summary>
/// <param name="Uid">Tells it from an object of the same name before or after it.</param>
/// <param name="Version">Its <c>resourceVersion</c>.</param>
internal readonly record struct ObjectVersion(string Uid, string Version)
{
    /// <summary>Reads <c>metadata</c> of an object; empty texts where the answer is a status.</summary>
    /// <exception cref="JsonException">This is no JSON.</exception>
    public static ObjectVersion Read(ReadOnlySpan<byte> json)
    {
        string uid = "";
        string version = "";
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object of the API is no JSON object.");
        }

        while (reader.NextProperty())
        {
            if (!reader.ValueTextEquals("metadata"u8))
            {
                reader.Skip();
            }
            else if (reader.EnterObject())
            {
                while (reader.NextProperty())
                {
                    if (reader.ValueTextEquals("uid"u8))
                    {
                        uid = reader.NextString();
                    }
                    else if (reader.ValueTextEquals("resourceVersion"u8))
                    {
                        version = reader.NextString();
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
            }
        }

        return new ObjectVersion(uid, version);
    }
}
