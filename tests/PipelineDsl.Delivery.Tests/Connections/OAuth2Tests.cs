using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Delivery.Tests.Connections;

public sealed class OAuth2Tests
{
    [Theory]
    [InlineData("prometheus")]
    [InlineData("http")]
    public async Task A_token_is_fetched_sent_and_renewed(string kind)
    {
        await using TestTarget issuer = await TestTarget.StartAsync();
        await using ConnectionRig rig = await ConnectionRig.StartAsync(kind);
        int issued = 0;
        var forms = new List<string>();
        issuer.Handler = async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            forms.Add(string.Join('&', form.Select(field => $"{field.Key}={field.Value}")));
            await context.Response.WriteAsync($$"""{"access_token": "t{{++issued}}", "expires_in": 60}""");
        };
        rig.Options.OAuth2 = new()
        {
            ClientId = "agent", ClientSecretFile = rig.Write("secret", "s3cret\n"), TokenUrl = $"http://{issuer.Address}/token",
            Scopes = ["write"], EndpointParams = { ["audience"] = "metrics" },
        };

        await rig.DeliverAsync();
        await rig.DeliverAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(51));
        await rig.DeliverAsync();

        rig.Server.Requests.Select(request => request.Headers["Authorization"]).ShouldBe(["Bearer t1", "Bearer t1", "Bearer t2"]);
        forms.ShouldBe(["grant_type=client_credentials&scope=write&audience=metrics", "grant_type=client_credentials&scope=write&audience=metrics"]);
    }

    [Fact]
    public async Task Samples_wait_while_there_is_no_token()
    {
        await using TestTarget issuer = await TestTarget.StartAsync("""{"access_token": "late"}""");
        await using ConnectionRig rig = await ConnectionRig.StartAsync();
        rig.Options.Queue.MinBackoff = rig.Options.Queue.MaxBackoff = TimeSpan.FromSeconds(20);
        issuer.Handler = context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("""{"error": "temporarily_unavailable"}""");
        };
        rig.Options.OAuth2 = new() { ClientId = "agent", ClientSecret = "s3cret", TokenUrl = $"http://{issuer.Address}/token" };
        rig.Send();
        TimeSpan wait = await rig.Time.NextWaitAsync();
        rig.Server.Requests.ShouldBeEmpty();
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain($"no token from http://{issuer.Address}/token: the answer was 503 temporarily_unavailable");
        rig.Log.All.ShouldNotContain("s3cret");
        issuer.Handler = null;
        rig.Time.Advance(wait);
        await Patience.Until(() => rig.Destination.Status.SentSamples == 1);
    }
}
