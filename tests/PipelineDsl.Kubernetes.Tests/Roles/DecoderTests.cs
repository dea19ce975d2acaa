using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes.Tests;

public class DecoderTests
{
    [Fact]
    public void The_order_of_properties_does_not_matter()
    {
        DecodedObject first = Decode("""{"metadata":{"name":"a","namespace":"b","labels":{"k":"v"}},"spec":{"containers":[{"name":"c","ports":[{"containerPort":1}]}]},"status":{"podIP":"10.0.0.1"}}""");
        DecodedObject second = Decode("""{"status":{"podIP":"10.0.0.1"},"spec":{"containers":[{"ports":[{"containerPort":1}],"name":"c"}]},"metadata":{"labels":{"k":"v"},"namespace":"b","name":"a"}}""");
        first.Key.ShouldBe("pod/b/a");
        second.Object.ShouldBe(first.Object);
    }

    [Theory]
    [InlineData("""{"metadata":null,"spec":null,"status":null}""")]
    [InlineData("""{"metadata":{"labels":null,"annotations":[1],"ownerReferences":{}},"spec":{"containers":null},"status":{"podIP":7,"conditions":null}}""")]
    [InlineData("""{"metadata":7,"spec":[{"a":1}],"status":"x"}""")]
    public void What_is_null_or_of_another_type_is_absent(string json) => Decode(json).Key.ShouldBe("pod//");

    [Fact]
    public void Escaped_text_is_unescaped()
    {
        DecodedObject decoded = Decode("""{"metadata":{"name":"a","namespace":"b","annotations":{"line\u002ek":"1\n\"2\" \ud83d\ude00"}},"spec":{"containers":[{"name":"c"}]},"status":{"podIP":"10.0.0.1"}}""");
        Targets(decoded).ShouldHaveSingleItem()["__meta_kubernetes_pod_annotation_line_k"].ShouldBe("1\n\"2\" 😀");
    }

    [Fact]
    public void Of_two_keys_with_one_name_the_later_counts()
    {
        DecodedObject decoded = Decode("""{"metadata":{"labels":{"a-b":"1","a.b":"2"}},"spec":{"containers":[{"name":"c"}]},"status":{"podIP":"10.0.0.1"}}""");
        Targets(decoded)[0]["__meta_kubernetes_pod_label_a_b"].ShouldBe("2");
    }

    [Fact]
    public void Nothing_of_the_object_before_is_left()
    {
        var decoder = new PodDecoder();
        decoder.Decode("""{"metadata":{"name":"a","namespace":"n","uid":"u","labels":{"k":"v"},"ownerReferences":[{"kind":"K","name":"N","controller":true}]},"spec":{"nodeName":"x","containers":[{"name":"c","ports":[{"containerPort":1}]}]},"status":{"podIP":"10.0.0.1","phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}"""u8);
        Targets(decoder.Decode("""{"spec":{"containers":[{"name":"c"}]},"status":{"podIP":"10.0.0.2"}}"""u8)).Texts().ShouldBe(
            ["""{__address__="10.0.0.2", __meta_kubernetes_pod_container_init="false", __meta_kubernetes_pod_container_name="c", __meta_kubernetes_pod_ip="10.0.0.2", __meta_kubernetes_pod_ready="unknown"}"""]);
    }

    [Fact]
    public void Json_that_is_none_is_refused() => Should.Throw<JsonException>(() => Decode("[]"));

    [Theory]
    [InlineData("/api/v1/pods", "pods", 7)]
    [InlineData("/api/v1/services", "services", 9)]
    [InlineData("/api/v1/endpoints", "endpoints", 6)]
    [InlineData("/apis/discovery.k8s.io/v1/endpointslices", "endpointslices", 17)]
    [InlineData("/api/v1/nodes", "nodes", 0)]
    [InlineData("/apis/networking.k8s.io/v1/ingresses", "ingresses", 5)]
    [InlineData("/api/v1/namespaces", "namespaces", 5)]
    public void An_object_cut_off_anywhere_is_refused_and_leaves_nothing_behind(string path, string plural, int index)
    {
        byte[] json = Encoding.UTF8.GetBytes(Recorded.Read("wire/lists.json")[path]!["items"]![index]!.ToJsonString());
        var decoder = ObjectDecoder.Create(new ResourceType("", "", plural));
        DecodedObject whole = decoder.Decode(json);
        for (int length = 0; length < json.Length; length++)
        {
            Should.Throw<JsonException>(() => decoder.Decode(json.AsSpan(0, length)));
        }

        decoder.Decode(json).Object.ShouldBe(whole.Object);
    }

    private static LabelSet[] Targets(DecodedObject decoded) => GroupBuilder.Alone(decoded);

    private static DecodedObject Decode(string json) => new PodDecoder().Decode(Encoding.UTF8.GetBytes(json));
}
