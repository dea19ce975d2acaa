using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PipelineDsl.Kubernetes.Tests;

public class TlsTests
{
    [Fact]
    public async Task The_server_is_trusted_by_its_authority_and_knows_the_client_by_its_certificate()
    {
        using var authority = new TestAuthority();
        await using TlsServer server = await TlsServer.StartAsync(authority, "kubernetes", IPAddress.Loopback);
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
        await using TlsServer server = await TlsServer.StartAsync(authority, "kubernetes", IPAddress.Loopback);
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
        await using TlsServer server = await TlsServer.StartAsync(authority, "kubernetes", null);
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
}
