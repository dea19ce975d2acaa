namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The discoveries of ScrapeConfigs that this program does not have. What can be said about their validity is said first.</summary>
internal static class UnsupportedDiscoveries
{
    /// <summary>Rejects a list of discoveries, unless it is empty.</summary>
    /// <param name="list">The list.</param>
    /// <param name="name">Its name, such as <c>consulSDConfigs</c>.</param>
    /// <param name="scope">The resource.</param>
    public static void Check(Field list, string name, ResourceScope scope)
    {
        Field[] items = [.. list.Items()];
        foreach (Field item in items)
        {
            item.ReadDiscoveryHttp(scope);
            item["refreshInterval"].Duration();
            CheckSecrets(item, scope);
            if (name == "azureSDConfigs" && item["authenticationMethod"].TextOrEmpty() is "" or "OAuth")
            {
                _ = item["clientSecret"].ReadSecretKey(scope) ?? throw item["clientSecret"].Reject("authentication by OAuth needs it");
            }
        }

        if (items.Length > 0)
        {
            string kind = name[..^"SDConfigs".Length];
            throw new RejectedException(new Rejection(
                list.Path,
                $"discovery by {kind} is not supported: list its targets over HTTP or in a file, and use httpSDConfigs or fileSDConfigs",
                IsUnsupported: true));
        }
    }

    // Secrets stand in fields of many names; each has a name and a key.
    private static void CheckSecrets(Field item, ResourceScope scope)
    {
        foreach ((_, Field value) in item.Entries())
        {
            if (value.Kind == System.Text.Json.JsonValueKind.Object && value["name"].IsPresent && value["key"].IsPresent)
            {
                value.ReadSecretKey(scope);
            }
        }
    }
}
