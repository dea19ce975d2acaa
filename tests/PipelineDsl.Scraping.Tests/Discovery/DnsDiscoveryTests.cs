using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Discovery;
using PipelineDsl.Scraping.Discovery.Dns;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Discovery;

public sealed class DnsDiscoveryTests : IDisposable
{
    private readonly DnsServer _server = new();
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly TargetRecorder _targets = new();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task Services_bring_their_ports()
    {
        _server.Records["_m._tcp.example.org."] = (33, [DnsServer.Service(9100, "a.example.org"), DnsServer.Service(9200, "b.example.org")]);
        (await FindAsync(new DnsSource(["_m._tcp.example.org"], DnsRecordType.Srv, 0))).ShouldBe(
        [
            """{__address__="a.example.org:9100", __meta_dns_name="_m._tcp.example.org", __meta_dns_srv_record_port="9100", __meta_dns_srv_record_target="a.example.org."}""",
            """{__address__="b.example.org:9200", __meta_dns_name="_m._tcp.example.org", __meta_dns_srv_record_port="9200", __meta_dns_srv_record_target="b.example.org."}""",
        ]);
    }

    [Theory]
    [InlineData(DnsRecordType.A, 1, "0A000001", """{__address__="10.0.0.1:80", __meta_dns_name="example.org"}""")]
    [InlineData(DnsRecordType.Aaaa, 28, "FD000000000000000000000000000005", """{__address__="[fd00::5]:80", __meta_dns_name="example.org"}""")]
    [InlineData(DnsRecordType.Mx, 15, "000A046D61696C00", """{__address__="mail:80", __meta_dns_mx_record_target="mail.", __meta_dns_name="example.org"}""")]
    [InlineData(DnsRecordType.Ns, 2, "026E73C00C", """{__address__="ns.example.org:80", __meta_dns_name="example.org", __meta_dns_ns_record_target="ns.example.org."}""")]
    public async Task Other_records_take_the_port_that_is_given(DnsRecordType type, int code, string data, string expected)
    {
        _server.Records["example.org."] = (code, [Convert.FromHexString(data)]);
        (await FindAsync(new DnsSource(["example.org"], type, 80))).ShouldBe([expected]);
    }

    [Fact]
    public async Task What_does_not_fit_into_a_datagram_is_asked_for_by_TCP()
    {
        _server.Truncates = true;
        _server.Records["example.org."] = (1, [[10, 0, 0, 1]]);
        (await FindAsync(new DnsSource(["example.org"], DnsRecordType.A, 80))).ShouldHaveSingleItem();
        _server.Asked.ShouldBe(["example.org.", "example.org. (TCP)"]);
    }

    [Fact]
    public async Task Short_names_are_looked_for_in_the_search_domains_first()
    {
        _server.Records["web.shop.svc.cluster.local."] = (1, [[10, 0, 0, 1]]);
        (await FindAsync(new DnsSource(["web.shop"], DnsRecordType.A, 80))).ShouldHaveSingleItem();
        _server.Asked.ShouldBe(["web.shop.default.svc.cluster.local.", "web.shop.svc.cluster.local."]);
    }

    [Fact]
    public async Task While_the_server_is_not_well_targets_stay_and_a_name_that_is_gone_has_none()
    {
        _server.Records["example.org."] = (1, [[10, 0, 0, 1]]);
        Task running = Run(new DnsSource(["example.org"], DnsRecordType.A, 80));
        await ScrapeHarness.UntilAsync(() => _targets.Synchronisations == 1);
        _server.Records["example.org."] = null;
        _time.Advance(TimeSpan.FromSeconds(30));
        await ScrapeHarness.UntilAsync(() => _targets.Synchronisations == 2);
        _targets.Groups["example.org"].ShouldHaveSingleItem();
        _log.Lines.ShouldHaveSingleItem().ShouldContain("answered with code 2");

        _server.Records.Remove("example.org.");
        _time.Advance(TimeSpan.FromSeconds(30));
        await ScrapeHarness.UntilAsync(() => _targets.Synchronisations == 3);
        _targets.Groups["example.org"].ShouldBeEmpty();
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public void Settings_are_those_of_resolv_conf()
    {
        ResolverSettings settings = ResolverSettings.Parse("# a\nsearch a.example b.example\nnameserver 10.0.0.2\nnameserver fd00::1\noptions ndots:5 timeout:2\n");
        settings.Servers.Select(s => s.ToString()).ShouldBe(["10.0.0.2:53", "[fd00::1]:53"]);
        settings.NamesOf("web").ShouldBe(["web.a.example.", "web.b.example.", "web."]);
        settings.NamesOf("a.b.c.d.e.f").ShouldBe(["a.b.c.d.e.f.", "a.b.c.d.e.f.a.example.", "a.b.c.d.e.f.b.example."]);
        settings.NamesOf("web.").ShouldBe(["web."]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0001")]
    [InlineData("000181800001000000000000C00C00010001")]
    [InlineData("0001818000000001000000000000010001000000")]
    public void What_is_no_answer_is_refused(string hex) =>
        Should.Throw<InvalidDataException>(() => DnsMessage.Answer(Convert.FromHexString(hex), 1));

    public void Dispose()
    {
        _server.Dispose();
        _stop.Dispose();
    }

    private async Task<string[]> FindAsync(DnsSource source)
    {
        Task running = Run(source);
        await ScrapeHarness.UntilAsync(() => _targets.Synchronisations == 1);
        await _stop.CancelAsync();
        await running;
        return _targets.Groups.Values.Single();
    }

    private Task Run(DnsSource source) =>
        new DnsDiscovery(_time, _log, () => new ResolverSettings([_server.EndPoint], ["default.svc.cluster.local", "svc.cluster.local"], Dots: source.Names[0] == "web.shop" ? 5 : 1))
            .RunAsync(source, _targets, _stop.Token);
}
