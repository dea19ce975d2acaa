using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes.Tests;

public class TlsTests
{
    [Fact]
    public async Task The_server_is_trusted_by_its_authority_and_knows_the_client_by_its_certificate()
    {
        using var authority = new TestAuthority();
        await using Server server = await Server.StartAsync(authority, "kubernetes", IPAddress.Loopback);
        using var directory = new TemporaryDirectory();
        (X509Certificate2 certificate, string certificatePem, string keyPem) = authority.Issue("me");
        certificate.Dispose();
        directory.Write("ca.crt", authority.Pem);
        directory.Write("me.crt", certificatePem);
        directory.Write("me.key", keyPem);
        KubernetesAccess access = Access(directory, server.Port, "certificate-authority: ca.crt", "client-certificate: me.crt, client-key: me.key");
        (await GetAsync(access)).ShouldBe("CN=me over HTTP/2");
    }

    [Fact]
    public async Task Another_authority_is_not_trusted()
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        await using Server server = await Server.StartAsync(authority, "kubernetes", IPAddress.Loopback);
        using var directory = new TemporaryDirectory();
        directory.Write("ca.crt", other.Pem);
        KubernetesAccess access = Access(directory, server.Port, "certificate-authority: ca.crt", "");
        await Should.ThrowAsync<HttpRequestException>(() => GetAsync(access));
        await using var run = new DiscoveryRun(() => access);
        run.Observe();
        await run.Time.SkipPauseAsync();
        string warning = run.Log.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain("cannot be reached: The remote certificate is invalid");
        warning.ShouldContain("Check the certificate authority and the server's name in context 'a' of");
    }

    [Theory]
    [InlineData("certificate-authority: ca.crt", false)]
    [InlineData("certificate-authority: ca.crt, tls-server-name: elsewhere", false)]
    [InlineData("certificate-authority: ca.crt, tls-server-name: kubernetes", true)]
    [InlineData("insecure-skip-tls-verify: true", true)]
    public async Task The_name_of_the_server_counts(string cluster, bool trusted)
    {
        using var authority = new TestAuthority();
        await using Server server = await Server.StartAsync(authority, "kubernetes", null);
        using var directory = new TemporaryDirectory();
        directory.Write("ca.crt", authority.Pem);
        KubernetesAccess access = Access(directory, server.Port, cluster, "token: t");
        if (trusted)
        {
            (await GetAsync(access)).ShouldBe("nobody over HTTP/2");
        }
        else
        {
            await Should.ThrowAsync<HttpRequestException>(() => GetAsync(access));
        }
    }

    [Fact]
    public void An_authority_that_is_none_is_named()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("ca.crt", "nothing");
        KubernetesAccess access = Access(directory, 1, "certificate-authority: ca.crt", "");
        Should.Throw<KubernetesAccessException>(access.CreateHandler).Message.ShouldContain("holds no certificate");
    }

    private static KubernetesAccess Access(TemporaryDirectory directory, int port, string cluster, string user) => KubernetesAccess.FromKubeConfig(directory.Write("config", $$"""
        current-context: a
        contexts: [{name: a, context: {cluster: c, user: u} }]
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:{{port}}", {{cluster}} } }]
        users: [{name: u, user: { {{user}} } }]
        """));

    private static async Task<string> GetAsync(KubernetesAccess access)
    {
        using var client = new HttpClient(access.CreateHandler()) { DefaultRequestVersion = HttpVersion.Version20 };
        return await client.GetStringAsync(access.Server, TestContext.Current.CancellationToken);
    }

    private sealed class Server(WebApplication application, X509Certificate2 certificate) : IAsyncDisposable
    {
        public int Port => new Uri(application.Urls.First()).Port;

        public static async Task<Server> StartAsync(TestAuthority authority, string name, IPAddress? address)
        {
            X509Certificate2 certificate = authority.Issue(name, address).Certificate;
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (shown, _, _) => authority.Signed(shown);
            })));
            WebApplication application = builder.Build();
            application.Run(async context =>
            {
                X509Certificate2? shown = await context.Connection.GetClientCertificateAsync();
                await context.Response.WriteAsync($"{shown?.Subject ?? "nobody"} over {context.Request.Protocol}");
            });
            await application.StartAsync();
            return new Server(application, certificate);
        }

        public async ValueTask DisposeAsync()
        {
            await application.StopAsync();
            await application.DisposeAsync();
            certificate.Dispose();
        }
    }
}
