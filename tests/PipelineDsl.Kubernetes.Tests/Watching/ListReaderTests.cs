using System.Text;
using System.Text.Json;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>Pages are read as their bytes come.</summary>
public class ListReaderTests
{
    private const string List = """
        {"kind":"PodList","unknown":[{"a":[1]}],"items":[{"a":"}]"},null,7,[{}],{"b":{"c":[1,2]}}, {} ],
        "metadata":{"resourceVersion":"12","remainingItemCount":3,"continue":"n\u0065xt"}, "more":{"items":[{"no":1}]}}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Pieces_of_any_size_give_the_same_objects(int piece)
    {
        var sink = new Objects();
        Read(List, piece, sink).ShouldBe(new ListPage("12", "next"));
        sink.Heard.ShouldBe(["""{"a":"}]"}""", """{"b":{"c":[1,2]}}""", "{}"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"items":[{"a":1}""")]
    [InlineData("""{"items":[{"a":1}]}""")]
    [InlineData("""{"items":null,"metadata":null}""")]
    [InlineData("""{"metadata":{"resourceVersion":"1"}}{""")]
    public void What_is_no_whole_list_is_refused(string text) => Should.Throw<JsonException>(() => Read(text, 5, new Objects()));

    [Fact]
    public void A_list_without_items_is_empty()
    {
        var sink = new Objects();
        Read("""{"items":null,"metadata":{"resourceVersion":"1"}}""", 3, sink).ShouldBe(new ListPage("1", ""));
        sink.Heard.ShouldBeEmpty();
    }

    private static ListPage Read(string text, int piece, IObjectSink sink)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var reader = new ListReader(sink);
        int read = 0;
        for (int come = Math.Min(piece, bytes.Length); come < bytes.Length; come = Math.Min(come + piece, bytes.Length))
        {
            read += reader.Read(bytes.AsSpan(read, come - read), isLast: false);
        }

        reader.Read(bytes.AsSpan(read), isLast: true);
        return reader.Page;
    }

    private sealed class Objects : IObjectSink
    {
        public List<string> Heard { get; } = [];

        public void Listed(ReadOnlySpan<byte> json) => Heard.Add(Encoding.UTF8.GetString(json));

        public void WatchOpened() => Assert.Fail("A list opens no watch.");

        public void Changed(WatchEventKind kind, ReadOnlySpan<byte> json) => Assert.Fail("A list tells of no change.");
    }
}
