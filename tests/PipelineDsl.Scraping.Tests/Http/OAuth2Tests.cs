using Microsoft.AspNetCore.Http;
using PipelineDsl.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Http;

public sealed class OAuth2Tests : IAsyncLifetime
{
    private readonly HttpClientHarness _harness = new();
    private readonly List<string> _forms = [];
    private TestTarget _target = null!;
    private TestTarget _issuer = null!;
    private string _answer = """{"access_token": "t1", "token_type": "bearer", "expires_in": 60}""";
    private int _status = 200;
    private bool _wantsIdInBody;

    private IEnumerable<string?> Sent => _target.Requests.Select(r => r.Headers.GetValueOrDefault("Authorization"));

    public async ValueTask InitializeAsync()
    {
        _target = await TestTarget.StartAsync("ok");
        _issuer = await TestTarget.StartAsync();
        _issuer.Handler = async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            lock (_forms)
            {
                _forms.Add(string.Join('&', form.Select(f => $"{f.Key}={f.Value}")));
            }

            context.Response.StatusCode = _wantsIdInBody && !form.ContainsKey("client_id") ? 401 : _status;
            await context.Response.WriteAsync(_answer);
        };
        _harness.Options = HttpClientOptions.Default with
        {
            Authentication = new OAuth2Authentication(Secret.FromValue("id"), Secret.FromValue("s e"), new Uri($"http://{_issuer.Address}/token"))
            {
                Scopes = ["read", "write"], EndpointParams = [new("audience", "metrics")],
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        _harness.Dispose();
        await _target.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires()
    {
        using HttpClientLease kept = _harness.Rent();
        await GetAsync();
        _harness.Time.Advance(TimeSpan.FromSeconds(49));
        await GetAsync();
        _answer = """{"access_token": "t2", "expires_in": "3600"}""";
        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync();
        Sent.ShouldBe(["Bearer t1", "Bearer t1", "Bearer t2"]);
        _forms.ShouldBe(Enumerable.Repeat("grant_type=client_credentials&scope=read write&audience=metrics", 2));
        _issuer.Requests.First().Headers["Authorization"].ShouldBe("Basic aWQ6cyUyMGU=");
    }

    [Fact]
    public async Task Many_requests_ask_for_one_token()
    {
        using HttpClientLease kept = _harness.Rent();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync()));
        _forms.Count.ShouldBe(1);
        Sent.ShouldAllBe(header => header == "Bearer t1");
    }

    [Fact]
    public async Task A_server_that_wants_the_name_in_the_body_gets_it_there()
    {
        _wantsIdInBody = true;
        (await GetAsync()).ShouldBe("200 ok");
        _forms[1].ShouldEndWith("&client_id=id&client_secret=s e");
    }

    [Theory]
    [InlineData(403, """{"error": "denied", "error_description": "not you"}""", "the answer was 403 denied not you")]
    [InlineData(500, "oops", "the answer was 500 oops")]
    [InlineData(200, "<html>", "the answer is no JSON object")]
    [InlineData(200, "{}", "the answer holds no access_token")]
    public async Task Errors_say_what_the_server_says(int status, string answer, string expected)
    {
        (_status, _answer) = (status, answer);
        using HttpClientLease kept = _harness.Rent();
        for (int i = 0; i < 2; i++)
        {
            ConnectionSetupException error = await Should.ThrowAsync<ConnectionSetupException>(GetAsync);
            error.Message.ShouldBe($"no token from http://{_issuer.Address}/token: {expected}");
        }

        // The second one did not ask again so soon.
        _forms.Count.ShouldBe(1);
        (_status, _answer) = (200, """{"access_token": "t"}""");
        _harness.Time.Advance(TimeSpan.FromSeconds(5));
        (await GetAsync()).ShouldBe("200 ok");
    }

    private Task<string> GetAsync() => _harness.GetAsync($"http://{_target.Address}/");
}
