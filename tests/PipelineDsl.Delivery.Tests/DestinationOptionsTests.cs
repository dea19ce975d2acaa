using Microsoft.Extensions.Configuration;

namespace PipelineDsl.Delivery.Tests;

public class DestinationOptionsTests
{
    [Fact]
    public void The_defaults_with_an_address_are_valid() => new DestinationOptions { Url = "https://mimir.example/api/v1/push" }.Validate("m").ShouldBeEmpty();

    [Fact]
    public void Every_error_is_reported_at_once_with_its_key()
    {
        var options = new DestinationOptions
        {
            Type = "kafka",
            Protocol = "udp",
            Compression = "lz4",
            BasicAuth = new() { Password = "a", PasswordFile = "b" },
            BearerToken = "a\nb",
            BearerTokenFile = "",
            TenantId = "",
            Headers = { ["Authorization"] = "x", ["no name"] = "x", ["X-Line"] = "a\nb" },
            ExternalLabels = { ["__replica__"] = "x", [""] = "y" },
            RemoteTimeout = TimeSpan.Zero,
            Queue = { Capacity = 10, MaxSamplesPerSend = 2000, BatchSendDeadline = TimeSpan.FromDays(2), MinShards = 0, MinBackoff = TimeSpan.FromSeconds(9) },
        };

        options.Validate("m").ShouldBe(
        [
            "Destinations:m:Type is 'kafka': set it to prometheus (remote write) or otlp.",
            "Destinations:m:Protocol is 'udp': set it to grpc or http.",
            "Destinations:m:Compression is 'lz4': set it to gzip or none.",
            "Destinations:m:Url is missing: set it to the receiver's address, such as https://mimir.example/api/v1/push.",
            "Destinations:m:BasicAuth and a bearer token are both set: remove one of them.",
            "Destinations:m:BearerToken and Destinations:m:BearerTokenFile are both set: remove one of them.",
            "Destinations:m:BearerToken is empty or holds control characters: set it to the secret alone, or remove it.",
            "Destinations:m:BearerTokenFile is empty: set it to the file's path, or remove it.",
            "Destinations:m:BasicAuth:Password and Destinations:m:BasicAuth:PasswordFile are both set: remove one of them.",
            "Destinations:m:BasicAuth:Username is missing: set it, or remove BasicAuth.",
            "Destinations:m:TenantId is empty or cannot stand in a header: use printable ASCII characters, or remove it.",
            "Destinations:m:Headers:Authorization is set by the sender itself: remove it, and use BasicAuth or BearerToken for credentials.",
            "Destinations:m:Headers:no name is not a header name: use letters, digits and hyphens.",
            "Destinations:m:Headers:X-Line has a value that cannot stand in a header: use printable ASCII characters.",
            "Destinations:m:ExternalLabels:__replica__ would not be sent, since its name begins with two underscores: rename it.",
            "Destinations:m:ExternalLabels: is not a label name: rename it.",
            "Destinations:m:Queue:MinShards is 0: set it to a number from 1 to 256.",
            "Destinations:m:Queue:Capacity is 10: set it to a number from 2000 to 100000000 (one request's samples must fit).",
            "Destinations:m:RemoteTimeout is 00:00:00: set it to a time above 0 and not above one day, such as 00:00:05.",
            "Destinations:m:Queue:BatchSendDeadline is 2.00:00:00: set it to a time above 0 and not above one day, such as 00:00:05.",
            "Destinations:m:Queue:MaxBackoff is 00:00:05: make it at least MinBackoff, 00:00:09.",
        ]);
    }

    [Fact]
    public void What_otlp_does_not_have_is_refused() =>
        new DestinationOptions { Type = "otlp", Url = "http://collector:4317/v1/metrics", Spool = { Directory = "/spool" } }.Validate("m").ShouldBe(
        [
            "Destinations:m:Spool:Directory is set, but only remote write has a spool: remove it, or set Type to prometheus.",
            "Destinations:m:Url has the path '/v1/metrics', which gRPC does not: remove it, or set Destinations:m:Protocol to http.",
        ]);

    [Theory]
    [InlineData("mimir.example/api", "is not an absolute address: write it like https://mimir.example/api/v1/push.")]
    [InlineData("ftp://mimir.example/", "has the scheme 'ftp': use http or https.")]
    [InlineData("/api", "has the scheme 'file': use http or https.")]
    [InlineData("https://u:s3cret@mimir.example/", "holds credentials: move them to Destinations:m:BasicAuth.")]
    public void A_wrong_address_is_explained_without_showing_it(string url, string message) =>
        new DestinationOptions { Url = url }.Validate("m").ShouldHaveSingleItem().ShouldBe("Destinations:m:Url " + message);

    [Fact]
    public void A_destination_is_not_made_from_wrong_options()
    {
        var rig = new Rig();
        (rig.Options.Url, rig.Options.Type) = (null, "x");
        string message = Should.Throw<ArgumentException>(() => rig.Destination).Message;
        message.ShouldContain("Destinations:test:Url");
        message.ShouldContain("Destinations:test:Type");
    }

    [Fact]
    public void Configuration_binds()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Url"] = "https://mimir.example/api/v1/push",
            ["BasicAuth:Username"] = "u",
            ["Headers:X-A"] = "1",
            ["ExternalLabels:cluster"] = "prod",
            ["RemoteTimeout"] = "00:00:10",
            ["Queue:MinShards"] = "8",
        }).Build();
        DestinationOptions options = configuration.Get<DestinationOptions>()!;
        options.Url.ShouldBe("https://mimir.example/api/v1/push");
        options.BasicAuth!.Username.ShouldBe("u");
        options.Headers["x-a"].ShouldBe("1");
        options.ExternalLabels["cluster"].ShouldBe("prod");
        options.RemoteTimeout.ShouldBe(TimeSpan.FromSeconds(10));
        (options.Queue.MinShards, options.EffectiveCapacity).ShouldBe((8, 200_000));
        options.Spool.Directory = "/var/spool/metrics";
        options.EffectiveCapacity.ShouldBe(10_000);
    }
}
