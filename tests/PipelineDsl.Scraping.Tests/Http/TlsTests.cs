using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using PipelineDsl.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Http;

public sealed class TlsTests : IDisposable
{
    private readonly HttpClientHarness _harness = new();
    private readonly TestCertificates _ours = new("ours");
    private readonly TestCertificates _theirs = new("theirs");

    public void Dispose()
    {
        _harness.Dispose();
        _ours.Dispose();
        _theirs.Dispose();
    }

    [Fact]
    public async Task Only_what_the_given_authority_signed_is_trusted()
    {
        await using TestTarget server = await StartAsync("localhost");
        With(new TlsOptions { Ca = Secret.FromValue(_theirs.Pem) });
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(server));
        With(TlsOptions.Default);
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(server));
        With(new TlsOptions { Ca = Secret.FromValue(_ours.Pem) });
        (await GetAsync(server)).ShouldBe("200 HTTP/2");
        With(new TlsOptions { InsecureSkipVerify = true });
        (await GetAsync(server)).ShouldBe("200 HTTP/2");
    }

    [Theory]
    [InlineData(true, "200 HTTP/2")]
    [InlineData(false, "200 HTTP/1.1")]
    public async Task A_server_may_go_by_another_name(bool http2, string expected)
    {
        await using TestTarget server = await StartAsync("inside.example");
        With(new TlsOptions { Ca = Secret.FromValue(_ours.Pem) });
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(server));
        With(new TlsOptions { Ca = Secret.FromValue(_ours.Pem), ServerName = "inside.example" });
        _harness.Options = _harness.Options with { EnableHttp2 = http2 };
        (await GetAsync(server)).ShouldBe(expected);
        With(new TlsOptions { Ca = Secret.FromValue(_ours.Pem), ServerName = "outside.example" });
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(server));
    }

    [Fact]
    public async Task HTTP_2_can_be_left_out()
    {
        await using TestTarget server = await StartAsync("localhost");
        With(new TlsOptions { Ca = Secret.FromValue(_ours.Pem) });
        _harness.Options = _harness.Options with { EnableHttp2 = false };
        (await GetAsync(server)).ShouldBe("200 HTTP/1.1");
    }

    [Fact]
    public async Task Another_authority_in_the_file_is_taken_up()
    {
        await using TestTarget server = await StartAsync("localhost");
        With(new TlsOptions { Ca = _harness.Write("ca.pem", _theirs.Pem) });
        using HttpClientLease kept = _harness.Rent();
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(server));
        _harness.Write("ca.pem", _theirs.Pem + "\n" + _ours.Pem);
        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        (await GetAsync(server)).ShouldBe("200 HTTP/2");
        _harness.Write("ca.pem", _theirs.Pem);
        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(server));
    }

    [Fact]
    public async Task The_clients_certificate_is_shown()
    {
        await using TestTarget server = await StartAsync("localhost", wantsCertificate: true);
        (string certificate, string key) = _theirs.SignPem("me");
        With(new TlsOptions
        {
            Ca = Secret.FromValue(_ours.Pem), Certificate = _harness.Write("tls.crt", certificate), Key = _harness.Write("tls.key", key),
        });
        (await GetAsync(server)).ShouldBe("200 HTTP/2 CN=me");
        _harness.Write("tls.key", _theirs.SignPem("other").Key);
        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        (await Should.ThrowAsync<ConnectionSetupException>(() => GetAsync(server))).Message.ShouldStartWith("the client certificate and its key do not fit: ");
    }

    [Fact]
    public async Task Versions_are_kept_to()
    {
        await using TestTarget server = await StartAsync("localhost", SslProtocols.Tls12);
        With(new TlsOptions { Ca = Secret.FromValue(_ours.Pem), MinVersion = TlsVersion.Tls13 });
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(server));
        With(new TlsOptions { Ca = Secret.FromValue(_ours.Pem), MaxVersion = TlsVersion.Tls12 });
        (await GetAsync(server)).ShouldStartWith("200");
    }

    [Theory]
    [InlineData("", "the CA holds no PEM certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----", "the CA is no PEM certificate")]
    public async Task What_is_no_certificate_is_named(string pem, string expected)
    {
        With(new TlsOptions { Ca = Secret.FromValue(pem) });
        (await Should.ThrowAsync<ConnectionSetupException>(() => _harness.GetAsync("https://localhost:1/"))).Message.ShouldStartWith(expected);
    }

    private void With(TlsOptions tls) => _harness.Options = HttpClientOptions.Default with { Tls = tls };

    private Task<string> GetAsync(TestTarget server) => _harness.GetAsync($"https://localhost:{server.Address.Split(':')[1]}/");

    private async Task<TestTarget> StartAsync(string name, SslProtocols protocols = SslProtocols.None, bool wantsCertificate = false)
    {
        TestTarget server = await TestTarget.StartAsync(tls: https =>
        {
            https.ServerCertificate = _ours.Sign(name);
            https.SslProtocols = protocols;
            https.ClientCertificateMode = wantsCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        });
        server.Handler = context => context.Response.WriteAsync($"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject}".TrimEnd());
        return server;
    }
}
