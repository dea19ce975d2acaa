namespace PipelineDsl.Delivery;

/// <summary>The labels that name the instrumentation scope of a series: <c>otel_scope_name</c>, <c>otel_scope_version</c> and others of the prefix.</summary>
internal static class OtlpScopeLabels
{
    /// <summary>What the names of these labels begin with.</summary>
    public static ReadOnlySpan<byte> Prefix => "otel_scope_"u8;

    public static bool IsOne(ReadOnlySpan<byte> label) => label.StartsWith(Prefix);

    /// <summary>Makes the scope of such labels; without a name it is that of this program.</summary>
    public static OtlpScope ToScope(LabelSet labels, OtlpWriter writer)
    {
        ReadOnlySpan<byte> name = labels.Find("otel_scope_name"u8);
        int start = writer.Begin(OtlpFields.Scope);
        writer.Text(OtlpFields.ScopeName, name.IsEmpty ? "PipelineDsl"u8 : name);
        ReadOnlySpan<byte> schema = default;
        foreach (Utf8Label label in labels)
        {
            ReadOnlySpan<byte> key = label.Name[Prefix.Length..];
            if (key.SequenceEqual("version"u8))
            {
                writer.Text(OtlpFields.ScopeVersion, label.Value);
            }
            else if (key.SequenceEqual("schema_url"u8))
            {
                schema = label.Value;
            }
            else if (!key.IsEmpty && !key.SequenceEqual("name"u8))
            {
                writer.Attribute(OtlpFields.ScopeAttribute, key, label.Value);
            }
        }

        writer.End(start);
        byte[] header = writer.Take();
        if (!schema.IsEmpty)
        {
            writer.Text(OtlpFields.ScopeSchemaUrl, schema);
        }

        return new OtlpScope(header, writer.Take());
    }
}
