using Microsoft.AspNetCore.Http;
using PipelineDsl.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Scraping.Tests.Http;

public sealed class AuthenticationTests : IAsyncLifetime
{
    private readonly HttpClientHarness _harness = new();
    private TestTarget _target = null!;

    private string Url => $"http://{_target.Address}/metrics";

    private IEnumerable<string?> Sent => _target.Requests.Select(r => r.Headers.GetValueOrDefault("Authorization"));

    public async ValueTask InitializeAsync() => _target = await TestTarget.StartAsync("ok");

    public async ValueTask DisposeAsync()
    {
        _harness.Dispose();
        await _target.DisposeAsync();
    }

    [Fact]
    public async Task Basic_sends_user_and_password()
    {
        _harness.Options = With(new BasicAuthentication(Secret.FromValue("me"), _harness.Write("password", "a:b\n")));
        (await _harness.GetAsync(Url)).ShouldBe("200 ok");
        Sent.ShouldBe(["Basic bWU6YTpi"]);
    }

    [Fact]
    public async Task A_token_in_a_file_is_read_for_each_request()
    {
        _harness.Options = With(new HeaderAuthentication(_harness.Write("token", "first\n")));
        using HttpClientLease kept = _harness.Rent();
        await _harness.GetAsync(Url);
        _harness.Write("token", "second");
        await _harness.GetAsync(Url);
        _harness.Options = With(new HeaderAuthentication(Secret.FromValue("x")) { Type = "Token" });
        await _harness.GetAsync(Url);
        Sent.ShouldBe(["Bearer first", "Bearer second", "Token x"]);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_used_is_named()
    {
        _harness.Options = With(new HeaderAuthentication(Secret.FromFile("/nowhere/token")));
        (await Should.ThrowAsync<ConnectionSetupException>(() => _harness.GetAsync(Url))).Message.ShouldStartWith("the credentials cannot be read: ");
        _harness.Options = With(new HeaderAuthentication(_harness.Write("token", "a\nEvil: b")));
        (await Should.ThrowAsync<ConnectionSetupException>(() => _harness.GetAsync(Url))).Message.ShouldStartWith("the credentials holds a line break");
        _target.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_go_along_to_the_same_server_only()
    {
        await using TestTarget other = await TestTarget.StartAsync("elsewhere");
        _target.Handler = context =>
        {
            context.Response.Redirect(context.Request.Path == "/metrics" ? "/moved" : $"http://{other.Address}/");
            return Task.CompletedTask;
        };
        _harness.Options = With(new HeaderAuthentication(Secret.FromValue("secret")));
        (await _harness.GetAsync(Url)).ShouldBe("200 elsewhere");
        Sent.ShouldBe(["Bearer secret", "Bearer secret"]);
        other.Requests.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task Clients_with_equal_options_are_one()
    {
        _harness.Options = With(new HeaderAuthentication(Secret.FromValue("a")));
        using HttpClientLease first = _harness.Rent();
        _harness.Options = With(new HeaderAuthentication(Secret.FromValue("a")));
        using HttpClientLease second = _harness.Rent();
        _harness.Options = With(new HeaderAuthentication(Secret.FromValue("b")));
        using HttpClientLease third = _harness.Rent();
        second.Client.ShouldBeSameAs(first.Client);
        third.Client.ShouldNotBeSameAs(first.Client);
        (await _harness.GetAsync(Url)).ShouldBe("200 ok");
    }

    private static HttpClientOptions With(HttpAuthentication authentication) => HttpClientOptions.Default with { Authentication = authentication };
}
