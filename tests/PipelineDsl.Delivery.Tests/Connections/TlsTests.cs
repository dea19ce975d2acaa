using Microsoft.Extensions.Logging;
using PipelineDsl.Scraping.Tests.Http;

namespace PipelineDsl.Delivery.Tests.Connections;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _ours = new("ours");
    private readonly TestCertificates _theirs = new("theirs");

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }

    [Theory]
    [InlineData("prometheus", false, "HTTP/1.1 CN=me")]
    [InlineData("prometheus", true, "HTTP/2 CN=me")]
    [InlineData("http", false, "HTTP/1.1 CN=me")]
    [InlineData("http", true, "HTTP/2 CN=me")]
    [InlineData("grpc", false, "HTTP/2 CN=me")]
    public async Task The_authority_is_checked_and_the_certificate_shown(string kind, bool http2, string expected)
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync(kind, _ours, wantsCertificate: true);
        (string certificate, string key) = _theirs.SignPem("me");
        rig.Options.EnableHttp2 = http2;
        rig.Options.Tls = new() { Ca = _ours.Pem, CertFile = rig.Write("tls.crt", certificate), KeyFile = rig.Write("tls.key", key) };
        await rig.DeliverAsync();
        rig.Reached.ShouldBe([expected]);
    }

    [Theory]
    [InlineData("prometheus")]
    [InlineData("http")]
    [InlineData("grpc")]
    public async Task Nothing_is_sent_to_a_server_that_is_not_trusted_until_its_authority_is_in_the_file(string kind)
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync(kind, _ours);
        rig.Options.Queue.MinBackoff = TimeSpan.FromSeconds(4);
        rig.Options.Tls.CaFile = rig.Write("ca.pem", _theirs.Pem);
        rig.Send();
        TimeSpan wait = await rig.Time.NextWaitAsync();
        rig.Reached.ShouldBeEmpty();
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain("certificate");
        rig.Write("ca.pem", _ours.Pem);
        rig.Time.Advance(wait);
        await Patience.Until(() => rig.Destination.Status.SentSamples == 1);
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_from_then_on()
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync("prometheus", _ours, wantsCertificate: true);
        foreach (string name in new[] { "first", "second" })
        {
            (string certificate, string key) = _theirs.SignPem(name);
            rig.Options.Tls = new()
            {
                CaFile = rig.Write("ca.pem", _ours.Pem), CertFile = rig.Write("tls.crt", certificate), KeyFile = rig.Write("tls.key", key),
            };
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            await rig.DeliverAsync();
        }

        rig.Reached.ShouldBe(["HTTP/1.1 CN=first", "HTTP/1.1 CN=second"]);
    }
}
