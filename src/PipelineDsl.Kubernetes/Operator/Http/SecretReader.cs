namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads values that stand in Secrets and ConfigMaps of the resource's namespace.</summary>
internal static class SecretReader
{
    /// <summary>The value a secret key selector names; null where it is absent.</summary>
    public static Secret? ReadSecretKey(this Field field, ResourceScope scope) => field.IsPresent ? Read(field, scope, isSecret: true) : null;

    /// <summary>The value that a selector of a secret or a config map names; null where it names none.</summary>
    public static Secret? ReadSecretOrConfigMap(this Field field, ResourceScope scope)
    {
        if (field["secret"].IsPresent && field["configMap"].IsPresent)
        {
            throw field.Reject("secret and configMap exclude each other: name one");
        }

        return field["secret"].IsPresent ? Read(field["secret"], scope, isSecret: true)
            : field["configMap"].IsPresent ? Read(field["configMap"], scope, isSecret: false)
            : null;
    }

    private static Secret Read(Field field, ResourceScope scope, bool isSecret)
    {
        string name = field["name"].TextOrEmpty();
        string key = field["key"].TextOrEmpty();
        if (key.Length == 0)
        {
            throw field["key"].Reject("the key is missing");
        }

        var reference = new ObjectReference(isSecret, scope.Namespace, name);
        if (scope.Objects.Find(reference) is not { } entries)
        {
            throw field.Reject($"there is no {reference}, or it may not be read: create it in the namespace of this resource, and grant get, list and watch");
        }

        return entries.TryGetValue(key, out string? value)
            ? Secret.FromValue(value, $"{reference.Kind}/{reference.Namespace}/{reference.Name}/{key}")
            : throw field.Reject($"the {reference} has no key '{key}'");
    }
}
