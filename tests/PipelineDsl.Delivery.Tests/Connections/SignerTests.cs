using System.Globalization;
using Microsoft.Extensions.Logging;
using PipelineDsl.Scraping.Tests.Http;

namespace PipelineDsl.Delivery.Tests.Connections;

public sealed class SignerTests
{
    [Theory]
    [InlineData("prometheus")]
    [InlineData("http")]
    [InlineData("grpc")]
    public async Task Every_try_is_signed_with_its_body(string kind)
    {
        var signer = new CountingSigner();
        using var authority = new TestCertificates("ours");
        await using ConnectionRig rig = await ConnectionRig.StartAsync(kind, authority, signer: signer);
        rig.Options.Tls.Ca = authority.Pem;
        await rig.DeliverAsync();
        (string _, Dictionary<string, string> headers) = rig.Server.Requests.ShouldHaveSingleItem();
        headers["X-Signature"].ShouldBe($"1 {headers["Content-Length"]}");
    }

    [Fact]
    public async Task Without_credentials_samples_wait()
    {
        var signer = new CountingSigner { Failures = 1 };
        await using ConnectionRig rig = await ConnectionRig.StartAsync(signer: signer);
        rig.Send();
        await rig.Time.PassWaitAsync();
        await Patience.Until(() => rig.Destination.Status.SentSamples == 1);
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain("no credentials");
        rig.Server.Requests.ShouldHaveSingleItem().Headers["X-Signature"].ShouldStartWith("2 ");
    }

    [Fact]
    public async Task A_signed_request_is_not_redirected()
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync(signer: new CountingSigner());
        rig.Answer = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        rig.Send();
        await Patience.Until(() => rig.Destination.Status.DroppedSamples == 1);
        rig.Reached.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_signer_and_other_credentials_exclude_each_other()
    {
        await using ConnectionRig rig = await ConnectionRig.StartAsync(signer: new CountingSigner());
        rig.Options.BearerToken = "t";
        Should.Throw<ArgumentException>(() => rig.Destination).Message
            .ShouldContain("Destinations:test:BearerToken and a signer are both set: remove all but one of them.");
    }

    private sealed class CountingSigner : IRequestSigner
    {
        private int _calls;

        public int Failures { get; init; }

        public ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            if (++_calls <= Failures)
            {
                throw new HttpRequestException("no credentials");
            }

            request.Headers.Add("X-Signature", string.Create(CultureInfo.InvariantCulture, $"{_calls} {body.Length}"));
            return ValueTask.CompletedTask;
        }
    }
}
