using System.Text;
using PipelineDsl.Scraping.Tests.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Delivery.Tests.Connections;

public sealed class ProxyTests
{
    [Theory]
    [InlineData("prometheus")]
    [InlineData("http")]
    [InlineData("grpc")]
    public async Task A_secure_destination_is_reached_through_a_tunnel(string kind)
    {
        using var authority = new TestCertificates("ours");
        using var proxy = new TunnelProxy();
        await using ConnectionRig rig = await ConnectionRig.StartAsync(kind, authority);
        rig.Options.Tls.Ca = authority.Pem;
        rig.Options.Proxy = new() { Url = $"http://u:p@127.0.0.1:{proxy.Port}", ConnectHeaders = { ["X-Key"] = "k" } };
        await rig.DeliverAsync();
        proxy.Asked.ShouldStartWith($"CONNECT {new Uri(rig.Options.Url!).Authority} HTTP/1.1\r\n");
        proxy.Asked.ShouldContain("\r\nX-Key: k\r\n");
        proxy.Asked.ShouldContain($"\r\nProxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("u:p"))}\r\n");
    }

    [Fact]
    public async Task A_destination_without_TLS_is_asked_of_the_proxy_unless_it_is_excepted()
    {
        await using TestTarget proxy = await TestTarget.StartAsync();
        await using ConnectionRig rig = await ConnectionRig.StartAsync();
        rig.Options.Proxy = new() { Url = $"http://{proxy.Address}", NoProxy = "other.example" };
        await rig.DeliverAsync();
        proxy.Requests.ShouldHaveSingleItem().Path.ShouldStartWith("http://localhost:");
        rig.Reached.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_excepted_destination_is_reached_directly()
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync();
        rig.Options.Proxy = new() { Url = "http://127.0.0.1:1", NoProxy = "localhost" };
        await rig.DeliverAsync();
        rig.Reached.Count.ShouldBe(1);
    }
}
