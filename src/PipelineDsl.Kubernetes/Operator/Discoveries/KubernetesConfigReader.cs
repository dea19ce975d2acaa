using PipelineDsl.Discovery;
using PipelineDsl.Http;

namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Reads a <c>kubernetesSDConfigs</c> entry.</summary>
internal static class KubernetesConfigReader
{
    public static KubernetesSource Read(Field field, ResourceScope scope)
    {
        KubernetesRole role = field["role"].Choice(FieldWords.Roles) ?? throw field["role"].Reject($"it is required: one of {string.Join(", ", FieldWords.Roles.Keys)}");
        HttpClientOptions http = field.ReadDiscoveryHttp(scope);
        Uri? server = field["apiServer"].Url("http", "https");
        Field own = field["namespaces"]["ownNamespace"];
        if (server is not null && (own.Flag() ?? false))
        {
            throw own.Reject("the own namespace is one of this cluster, not of apiServer: name the namespaces");
        }

        if (server is null && http != HttpClientOptions.Default)
        {
            throw field["apiServer"].Reject("client settings are for another API server: name it, or leave them out");
        }

        bool attaches = (field["attachMetadata"]["node"].Flag() ?? false) && role is KubernetesRole.Pod or KubernetesRole.Endpoints or KubernetesRole.EndpointSlice;
        RoleSelector[] selectors = [.. field["selectors"].Items().Select(selector => Selector(selector, role))];
        if (selectors.CountBy(selector => selector.Role).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } repeated)
        {
            throw field["selectors"].Reject($"the role {repeated.Key} is selected {repeated.Value} times: write its label and field into one selector");
        }

        return KubernetesSources.Create(role, field["namespaces"].ReadNamespaces(), selectors, attaches) with
        {
            OwnNamespace = own.Flag() ?? false,
            Connection = server is null ? null : new KubernetesConnection(server, http),
        };
    }

    private static RoleSelector Selector(Field field, KubernetesRole role)
    {
        KubernetesRole selected = field["role"].Choice(FieldWords.Roles) ?? throw field["role"].Reject("it is required");
        if (!KubernetesSource.CanSelect(role, selected))
        {
            throw field["role"].Reject($"a discovery of {role} reads no objects of the role {selected}: take the selector away");
        }

        string label = field["label"].TextOrEmpty();
        string text = field["field"].TextOrEmpty();
        if (!LabelSyntax.IsSelector(label))
        {
            throw field["label"].Reject($"'{label}' is no label selector: write it as app=web,tier in (a,b)");
        }

        return LabelSyntax.IsFieldSelector(text) ? new RoleSelector(selected, label, text)
            : throw field["field"].Reject($"'{text}' is no field selector: write it as spec.nodeName=a");
    }
}
