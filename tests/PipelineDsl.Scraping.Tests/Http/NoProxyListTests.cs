using PipelineDsl.Http;

namespace PipelineDsl.Scraping.Tests.Http;

public sealed class NoProxyListTests
{
    [Theory]
    [InlineData("*", "http://a/", true)]
    [InlineData("", "http://a/", false)]
    [InlineData("example.com", "http://example.com/", true)]
    [InlineData("example.com", "http://A.Example.com/", true)]
    [InlineData("example.com", "http://badexample.com/", false)]
    [InlineData(".example.com", "http://example.com/", false)]
    [InlineData(".example.com", "http://a.example.com/", true)]
    [InlineData("*.example.com", "http://a.example.com/", true)]
    [InlineData("*.example.com", "http://example.com/", false)]
    [InlineData("other, example.com:8080", "http://example.com:8080/", true)]
    [InlineData("example.com:8080", "http://example.com/", false)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3:9100/", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3/", false)]
    [InlineData("10.0.0.0/8", "http://ten.example/", false)]
    [InlineData("fd00::/8", "http://[fd00::1]:80/", true)]
    [InlineData("10.1.2.3", "http://10.1.2.3:9100/", true)]
    [InlineData("10.1.2.3:80", "http://10.1.2.3:9100/", false)]
    [InlineData("[fd00::1]:80", "http://[fd00::1]/", true)]
    [InlineData("fd00::1", "http://[fd00::1]:9100/", true)]
    public void Hosts_are_found_as_in_the_variable(string list, string url, bool expected) =>
        new NoProxyList(list, exceptLoopback: false).Contains(new Uri(url)).ShouldBe(expected);

    [Theory]
    [InlineData("http://localhost:1/")]
    [InlineData("http://127.0.0.2/")]
    [InlineData("http://[::1]/")]
    public void The_environment_never_sends_loopback_through_a_proxy(string url)
    {
        new NoProxyList("", exceptLoopback: true).Contains(new Uri(url)).ShouldBeTrue();
        new NoProxyList("", exceptLoopback: false).Contains(new Uri(url)).ShouldBeFalse();
    }
}
