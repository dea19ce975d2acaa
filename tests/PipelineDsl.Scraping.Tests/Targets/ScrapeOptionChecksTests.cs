using PipelineDsl.Http;

namespace PipelineDsl.Scraping.Tests.Targets;

public sealed class ScrapeOptionChecksTests
{
    public static TheoryData<string, Func<ScrapeOptions, ScrapeOptions>> Wrong => new()
    {
        { "The limit Samples is -1: it must be above 0, or 0 for the default.", o => o with { Limits = new ScrapeLimits { Samples = -1 } } },
        { "The limit KeepDroppedTargets is -5: it must be above 0, or 0 for the default.", o => o with { Limits = new ScrapeLimits { KeepDroppedTargets = -5 } } },
        { "A parameter of the URL has no name: name it or leave it out.", o => o with { Params = [new("", ["x"])] } },
        { "The parameter 'a' is there twice: give it all its values at once.", o => o with { Params = [new("a", ["1"]), new("a", ["2"])] } },
        {
            "The protocol PrometheusText004 is asked for twice: name it once.",
            o => o with { Protocols = [ScrapeProtocol.PrometheusText004, ScrapeProtocol.PrometheusText004] }
        },
        {
            "Native histograms come over protobuf only: put PrometheusProto among the protocols, or name none.",
            o => o with { Protocols = [ScrapeProtocol.PrometheusText004], Histograms = new HistogramOptions { ScrapeNative = true } }
        },
        {
            "Names are asked for as they are, but only legacy names are accepted: choose another escaping, or accept UTF-8.",
            o => o with { NameValidation = NameValidation.Legacy, NameEscaping = NameEscaping.AllowUtf8 }
        },
        { "The least bucket factor is -1: it must be 0 or above.", o => o with { Histograms = new HistogramOptions { MinBucketFactor = -1 } } },
        {
            "The proxy has no URL: set it, or take the proxy from the environment.",
            o => o with { Http = new HttpClientOptions { Proxy = new ProxyOptions() } }
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_contradicts_itself_is_named(string message, Func<ScrapeOptions, ScrapeOptions> options) =>
        Should.Throw<ArgumentException>(() => Discover.Static("a:1").Scrape(options)).Message.ShouldBe(message);
}
