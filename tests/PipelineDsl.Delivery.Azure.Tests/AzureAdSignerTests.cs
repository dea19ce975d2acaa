using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Scraping.Tests.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Delivery.Azure.Tests;

/// <summary>Tokens from an endpoint on loopback, reached over TLS as the SDK demands.</summary>
public sealed class AzureAdSignerTests : IAsyncLifetime
{
    private readonly TestCertificates _authority = new("ours");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly List<string> _forms = [];
    private readonly string _file = Path.GetTempFileName();
    private TestTarget _issuer = null!;
    private HttpClient _client = null!;
    private string _answer = """{"token_type": "Bearer", "expires_in": 3600, "access_token": "t1"}""";
    private int _status = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestTarget.StartAsync(tls: https => https.ServerCertificate = _authority.Sign("localhost"));
        _issuer.Handler = async context =>
        {
            context.Response.ContentType = "application/json";
            if (context.Request.HasFormContentType)
            {
                IFormCollection form = await context.Request.ReadFormAsync();
                _forms.Add($"{context.Request.Path} {form["client_id"]} {form["client_secret"]}{form["client_assertion"]} {form["scope"]}");
                context.Response.StatusCode = _status;
                await context.Response.WriteAsync(_answer);
                return;
            }

            string issuer = $"https://localhost:{_issuer.Address.Split(':')[1]}/tenant";
            await context.Response.WriteAsync(
                $$"""{"token_endpoint": "{{issuer}}/oauth2/v2.0/token", "authorization_endpoint": "{{issuer}}/oauth2/v2.0/authorize", "issuer": "{{issuer}}/v2.0"}""");
        };
        _client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Issuer == "CN=ours" },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _issuer.DisposeAsync();
        _authority.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("AzurePublic", null, "https://monitor.azure.com//.default")]
    [InlineData("AzureChina", null, "https://monitor.azure.cn//.default")]
    [InlineData("AzureGovernment", null, "https://monitor.azure.us//.default")]
    [InlineData("AzurePublic", "https://other.example/.default", "https://other.example/.default")]
    public async Task An_application_gets_a_token_for_the_scope_of_its_cloud(string cloud, string? scope, string expected)
    {
        AzureAdSigner signer = Signer(new AzureAdOptions { Cloud = cloud, Scope = scope, OAuth = Application() });
        (await SignAsync(signer)).ShouldBe("Bearer t1");
        (await SignAsync(signer)).ShouldBe("Bearer t1");
        _forms.ShouldHaveSingleItem().ShouldStartWith("/tenant/oauth2/v2.0/token app s3cret ");
        _forms.Single().ShouldContain(expected);
    }

    [Fact]
    public async Task A_service_account_shows_the_token_in_its_file()
    {
        await File.WriteAllTextAsync(_file, "of the service account", Cancellation);
        AzureAdSigner signer = Signer(new AzureAdOptions { WorkloadIdentity = new() { ClientId = "app", TenantId = "tenant", TokenFilePath = _file } });
        (await SignAsync(signer)).ShouldBe("Bearer t1");
        _forms.ShouldHaveSingleItem().ShouldStartWith("/tenant/oauth2/v2.0/token app of the service account ");
    }

    [Fact]
    public async Task A_refusal_is_said_and_the_next_request_asks_again()
    {
        (_status, _answer) = (401, """{"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided."}""");
        AzureAdSigner signer = Signer(new AzureAdOptions { OAuth = Application() });
        string message = (await Should.ThrowAsync<HttpRequestException>(() => SignAsync(signer))).Message;
        message.ShouldStartWith("no token of Microsoft Entra ID: ");
        message.ShouldContain("AADSTS7000215");
        message.ShouldNotContain("s3cret");
        (_status, _answer) = (200, """{"token_type": "Bearer", "expires_in": 3600, "access_token": "t2"}""");
        (await SignAsync(signer)).ShouldBe("Bearer t2");
    }

    private static AzureIdentity Application() => new() { ClientId = "app", ClientSecret = "s3cret", TenantId = "tenant" };

    private static async Task<string> SignAsync(AzureAdSigner signer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://azure.example/");
        await signer.SignAsync(request, default, Cancellation);
        return request.Headers.NonValidated["Authorization"].ToString();
    }

    private AzureAdSigner Signer(AzureAdOptions options) =>
        new(options, _time, new Uri($"https://localhost:{_issuer.Address.Split(':')[1]}"), new HttpClientTransport(_client));
}
