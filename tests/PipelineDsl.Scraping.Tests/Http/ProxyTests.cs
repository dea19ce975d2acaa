using Microsoft.AspNetCore.Http;
using PipelineDsl.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Http;

public sealed class ProxyTests : IDisposable
{
    private readonly HttpClientHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Requests_go_through_the_proxy_but_for_the_hosts_without()
    {
        await using TestTarget target = await TestTarget.StartAsync("direct");
        await using TestTarget proxy = await TestTarget.StartAsync("proxied");
        var url = new Uri($"http://{proxy.Address}");
        With(new ProxyOptions { Url = url });
        (await _harness.GetAsync($"http://{target.Address}/x")).ShouldBe("200 proxied");
        proxy.Requests.ShouldHaveSingleItem().Path.ShouldBe($"http://{target.Address}/x");
        With(new ProxyOptions { Url = url, NoProxy = "127.0.0.0/8" });
        (await _harness.GetAsync($"http://{target.Address}/x")).ShouldBe("200 direct");
        With(new ProxyOptions { Url = url, NoProxy = "10.0.0.0/8" });
        (await _harness.GetAsync($"http://{target.Address}/x")).ShouldBe("200 proxied");
    }

    [Fact]
    public async Task Tunnels_are_asked_for_with_the_headers_given()
    {
        using var certificates = new TestCertificates("ours");
        await using TestTarget target = await TestTarget.StartAsync("secure", tls: https => https.ServerCertificate = certificates.Sign("localhost"));
        using var proxy = new TunnelProxy();
        With(new ProxyOptions
        {
            Url = new Uri($"http://me:pw@127.0.0.1:{proxy.Port}"), ConnectHeaders = [new("X-Tenant", [Secret.FromValue("a"), Secret.FromValue("b")])],
        });
        _harness.Options = _harness.Options with { Tls = new TlsOptions { Ca = Secret.FromValue(certificates.Pem) } };
        string port = target.Address.Split(':')[1];
        (await _harness.GetAsync($"https://localhost:{port}/")).ShouldBe("200 secure");
        proxy.Asked.ShouldBe(
            $"CONNECT localhost:{port} HTTP/1.1\r\nHost: localhost:{port}\r\nProxy-Authorization: Basic bWU6cHc=\r\nX-Tenant: a\r\nX-Tenant: b\r\n\r\n");
    }

    [Fact]
    public async Task A_tunnel_that_is_refused_is_named()
    {
        using var proxy = new TunnelProxy { Answer = "HTTP/1.1 403 Not for you\r\n\r\n" };
        With(new ProxyOptions { Url = new Uri($"http://127.0.0.1:{proxy.Port}"), ConnectHeaders = [new("X-Tenant", [Secret.FromValue("a")])] });
        HttpRequestException error = await Should.ThrowAsync<HttpRequestException>(() => _harness.GetAsync("https://localhost:1/"));
        error.ToString().ShouldContain($"the proxy 127.0.0.1:{proxy.Port} opens no tunnel to localhost:1: HTTP/1.1 403 Not for you");
    }

    [Fact]
    public void The_environment_names_proxies()
    {
        // Nothing else in this process looks at these while it is set.
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "proxy.example:3128");
        Environment.SetEnvironmentVariable("NO_PROXY", "inside.example");
        try
        {
            var proxies = new ProxySelector(new ProxyOptions { FromEnvironment = true }, exceptSecure: false);
            proxies.GetProxy(new Uri("https://outside.example/")).ShouldBe(new Uri("http://proxy.example:3128"));
            proxies.GetProxy(new Uri("https://a.inside.example/")).ShouldBeNull();
            proxies.GetProxy(new Uri("https://localhost/")).ShouldBeNull();
        }
        finally
        {
            Environment.SetEnvironmentVariable("HTTPS_PROXY", null);
            Environment.SetEnvironmentVariable("NO_PROXY", null);
        }
    }

    private void With(ProxyOptions proxy) => _harness.Options = HttpClientOptions.Default with { Proxy = proxy };
}
