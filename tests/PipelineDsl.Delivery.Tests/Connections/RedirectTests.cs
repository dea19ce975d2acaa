using Microsoft.Extensions.Logging;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Delivery.Tests.Connections;

public sealed class RedirectTests
{
    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task The_request_goes_to_where_it_is_sent_and_credentials_only_on_the_same_host(int status)
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync();
        await using TestTarget other = await TestTarget.StartAsync();
        var lengths = new List<long?>();
        other.Handler = context =>
        {
            lengths.Add(context.Request.ContentLength);
            return Task.CompletedTask;
        };
        rig.Options.BearerToken = "t";
        rig.Answer = context =>
        {
            lengths.Add(context.Request.ContentLength);
            context.Response.StatusCode = status;
            context.Response.Headers.Location = context.Request.Path == "/moved" ? $"http://{other.Address}/" : "/moved";
            return Task.CompletedTask;
        };

        await rig.DeliverAsync();

        rig.Server.Requests.Select(request => (request.Path, request.Headers["Authorization"])).ShouldBe([("/", "Bearer t"), ("/moved", "Bearer t")]);
        other.Requests.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
        lengths.Distinct().ShouldHaveSingleItem()!.Value.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(302, true)]
    [InlineData(307, false)]
    public async Task Where_the_request_would_not_arrive_as_it_is_its_samples_are_counted_as_lost(int status, bool followsRedirects)
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync();
        rig.Options.FollowRedirects = followsRedirects;
        rig.Answer = context =>
        {
            context.Response.StatusCode = context.Request.Path == "/" ? status : 200;
            context.Response.Headers.Location = "/login";
            return Task.CompletedTask;
        };
        rig.Send();
        await Patience.Until(() => rig.Log.Of(LogLevel.Error).Length > 0);
        rig.Destination.Status.DroppedSamples.ShouldBe(1);
        rig.Log.Of(LogLevel.Error).ShouldHaveSingleItem().ShouldContain($"{status} ");
        rig.Reached.Count.ShouldBe(1);
    }
}
