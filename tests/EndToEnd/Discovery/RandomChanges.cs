using System.Globalization;
using System.Text.Json.Nodes;
using PipelineDsl.EndToEnd.Peers;

namespace PipelineDsl.EndToEnd.Discovery;

/// <summary>Creates, changes and deletes objects of all roles in some namespaces of a real server, the same ones for the same seed.</summary>
internal sealed class RandomChanges(KubernetesServer server, string[] namespaces, int seed)
{
    private const string Slices = "apis/discovery.k8s.io/v1beta1";
    private const string Ingresses = "apis/networking.k8s.io/v1";

    private readonly Random _random = new(seed);
    private readonly List<(string Kind, string Path)> _objects = [];
    private int _made;

    /// <summary>What was done, for the words of a failure.</summary>
    public List<string> Done { get; } = [];

    /// <summary>Makes one change.</summary>
    public async Task NextAsync()
    {
        int choice = _random.Next(10);
        if (_objects.Count < 15 || choice < 4)
        {
            await CreateAsync();
            return;
        }

        (string kind, string path) = _objects[_random.Next(_objects.Count)];
        if (choice == 4)
        {
            await SendAsync(HttpMethod.Delete, $"{path}?gracePeriodSeconds=0", null);

            // The server itself deletes the endpoints of a service.
            _objects.RemoveAll(o => o.Path == path || o == ("endpoints", path.Replace("/services/", "/endpoints/", StringComparison.Ordinal)));
        }
        else if (choice < 7 && Status(kind) is { } status)
        {
            await SendAsync(HttpMethod.Patch, $"{path}/status", status);
        }
        else
        {
            await SendAsync(HttpMethod.Patch, path, new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    [Any("labels", "annotations")!] = new JsonObject
                    {
                        [Any("app", "tier.example/name", "Team_X")!] = Any(null, "web", "db", "1"),
                    },
                },
            });
        }
    }

    /// <summary>Changes all endpoints and slices once more: Prometheus does not look at the pods behind them before.</summary>
    public async Task TouchAsync()
    {
        foreach ((string kind, string path) in _objects.Where(o => o.Kind is "endpoints" or "endpointslices"))
        {
            await SendAsync(HttpMethod.Patch, path, new JsonObject
            {
                ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["touched"] = $"{Done.Count}" } },
            });
        }
    }

    private async Task CreateAsync()
    {
        string kind = Any("pods", "pods", "pods", "services", "endpoints", "endpointslices", "nodes", "ingresses")!;
        string ns = namespaces[_random.Next(namespaces.Length)];
        string name = kind == "endpoints" && Known("services", ns) is { } service && Known("endpoints", ns, service) is null ? service : $"{kind[..3]}-{_made++}";
        string folder = kind switch
        {
            "nodes" => "api/v1/nodes",
            "endpointslices" => $"{Slices}/namespaces/{ns}/{kind}",
            "ingresses" => $"{Ingresses}/namespaces/{ns}/{kind}",
            _ => $"api/v1/namespaces/{ns}/{kind}",
        };
        JsonObject made = kind switch
        {
            "pods" => Pod(),
            "services" => Service(),
            "endpoints" => new JsonObject { ["subsets"] = new JsonArray(Subset(ns)) },
            "endpointslices" => Slice(ns),
            "nodes" => [],
            _ => Ingress(),
        };
        made["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = kind == "endpointslices" ? new JsonObject { ["kubernetes.io/service-name"] = Known("services", ns) ?? "none" } : new JsonObject { ["app"] = Any("web", "db") },
        };
        await SendAsync(HttpMethod.Post, folder, made);
        _objects.Add((kind, $"{folder}/{name}"));
        if (kind is "pods" or "nodes" && _random.Next(5) > 0)
        {
            await SendAsync(HttpMethod.Patch, $"{folder}/{name}/status", Status(kind, isFirst: true));
        }
    }

    private JsonObject? Status(string kind, bool isFirst = false) => kind switch
    {
        "pods" when isFirst && Address() is var ip => new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["phase"] = "Running", ["hostIP"] = "192.0.2.1", ["podIP"] = ip, ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = ip }),
                ["containerStatuses"] = new JsonArray(new JsonObject
                {
                    ["name"] = "c0", ["containerID"] = $"run://{_made}", ["ready"] = true, ["restartCount"] = 0, ["image"] = "i", ["imageID"] = "i",
                }),
            },
        },
        "pods" => new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["phase"] = Any("Running", "Succeeded", "Failed"),
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = Any("True", "False", "Unknown") }),
            },
        },
        "nodes" => new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["addresses"] = new JsonArray(new JsonObject { ["type"] = Any("InternalIP", "ExternalIP", "Hostname", "Other"), ["address"] = Address() }),
                ["daemonEndpoints"] = new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = 10250 + _random.Next(3) } },
            },
        },
        _ => null,
    };

    private JsonObject Pod()
    {
        JsonObject Container(int number) => new()
        {
            ["name"] = $"c{number}", ["image"] = $"registry.example/{number}:{_random.Next(3)}",
            ["ports"] = new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(port => new JsonObject
            {
                ["name"] = $"p{number}-{port}", ["containerPort"] = 8000 + _random.Next(4) + (10 * port), ["protocol"] = Any("TCP", "UDP"),
            })]),
        };
        var spec = new JsonObject { ["containers"] = new JsonArray([.. Enumerable.Range(0, 1 + _random.Next(2)).Select(Container)]) };
        if (_random.Next(3) == 0)
        {
            spec["initContainers"] = new JsonArray(Container(7));
        }

        if (_random.Next(2) == 0)
        {
            spec["nodeName"] = "nod-1";
        }

        return new JsonObject { ["spec"] = spec };
    }

    private JsonObject Service() => new()
    {
        ["spec"] = _random.Next(4) switch
        {
            0 => new JsonObject { ["type"] = "ExternalName", ["externalName"] = "db.example" },
            1 => new JsonObject { ["clusterIP"] = "None", ["selector"] = new JsonObject { ["app"] = "web" } },
            _ => new JsonObject { ["type"] = Any("ClusterIP", "NodePort"), ["ports"] = new JsonArray(Port("http", 80), Port("metrics", 9090 + _random.Next(3))) },
        },
    };

    private JsonObject Subset(string ns) => new()
    {
        ["addresses"] = new JsonArray(Refer(ns, new JsonObject { ["ip"] = Address(), ["hostname"] = "host-1" }), Refer(ns, new JsonObject { ["ip"] = Address() })),
        ["notReadyAddresses"] = new JsonArray(Refer(ns, new JsonObject { ["ip"] = Address(), ["nodeName"] = "nod-1" })),
        ["ports"] = new JsonArray(Port("http", 8000 + _random.Next(4)), Port("more", 8010 + _random.Next(4))),
    };

    private JsonObject Slice(string ns) => new()
    {
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray([.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Refer(ns, new JsonObject
        {
            ["addresses"] = new JsonArray(Address()), ["conditions"] = new JsonObject { ["ready"] = _random.Next(2) == 0 },
            ["topology"] = new JsonObject { ["topology.kubernetes.io/zone"] = Any("a", "b") },
        }))]),
        ["ports"] = new JsonArray(Port("http", 8000 + _random.Next(4))),
    };

    private JsonObject Ingress()
    {
        var backend = new JsonObject { ["service"] = new JsonObject { ["name"] = "web", ["port"] = new JsonObject { ["number"] = 80 } } };
        return new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["ingressClassName"] = Any("nginx", "traefik"),
                ["tls"] = new JsonArray(new JsonObject { ["hosts"] = new JsonArray("*.example.com") }),
                ["rules"] = new JsonArray(new JsonObject
                {
                    ["host"] = Any("a.example.com", "a.b.example.com", "example.org"),
                    ["http"] = new JsonObject
                    {
                        ["paths"] = new JsonArray([.. Enumerable.Range(0, 1 + _random.Next(2)).Select(path => new JsonObject
                        {
                            ["path"] = $"/{path}", ["pathType"] = "Prefix", ["backend"] = backend.DeepClone(),
                        })]),
                    },
                }),
            },
        };
    }

    // Half of the addresses belong to a pod.
    private JsonObject Refer(string ns, JsonObject address)
    {
        if (_random.Next(2) == 0 && Known("pods", ns) is { } pod)
        {
            address["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = ns, ["name"] = pod };
        }

        return address;
    }

    private static JsonObject Port(string name, int number) => new() { ["name"] = name, ["port"] = number, ["protocol"] = "TCP" };

    private string Address() => string.Create(CultureInfo.InvariantCulture, $"10.9.{_random.Next(250)}.{_random.Next(1, 250)}");

    // The name of any object of the kind, or whether one has that name.
    private string? Known(string kind, string ns, string? name = null)
    {
        string[] names = [.. _objects.Where(o => o.Kind == kind && o.Path.Contains($"/{ns}/", StringComparison.Ordinal)).Select(o => o.Path[(o.Path.LastIndexOf('/') + 1)..])];
        return name is not null ? names.FirstOrDefault(known => known == name) : names.Length == 0 ? null : names[_random.Next(names.Length)];
    }

    private string? Any(params string?[] choices) => choices[_random.Next(choices.Length)];

    private Task<string> SendAsync(HttpMethod method, string path, JsonObject? json)
    {
        Done.Add($"{method} {path} {json?.ToJsonString()}");
        return server.SendAsync(method, path, json?.ToJsonString());
    }
}
