using Microsoft.Extensions.Configuration;
using PipelineDsl.Http;

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
            "Destinations:m:BasicAuth and BearerToken are both set: remove all but one of them.",
            "Destinations:m:BearerToken and Destinations:m:BearerTokenFile are both set: remove one of them.",
            "Destinations:m:BearerTokenFile is empty: set it to the file's path, or remove it.",
            "Destinations:m:BearerToken is empty or holds control characters: set it to the secret alone, or remove it.",
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
    public void Every_error_of_the_connection_is_reported_at_once_with_its_key()
    {
        var options = new DestinationOptions
        {
            Url = "https://mimir.example/api/v1/push",
            BasicAuth = new() { Username = "u" },
            BearerToken = "t",
            OAuth2 = new()
            {
                TokenUrl = "login.example",
                Tls = { Ca = "not a certificate" },
                Proxy = new() { Url = "ftp://proxy.example" },
            },
            Tls =
            {
                Ca = "-----BEGIN CERTIFICATE-----", CaFile = "/ca.pem", CertFile = "/tls.crt", ServerName = "",
                MinVersion = TlsVersion.Tls13, MaxVersion = TlsVersion.Tls12,
            },
            Proxy = new() { NoProxy = "a", ConnectHeaders = { ["a b"] = "x", ["X-Key"] = "s3cret\n" } },
        };

        options.Validate("m").ShouldBe(
        [
            "Destinations:m:BasicAuth and BearerToken and OAuth2 are all set: remove all but one of them.",
            "Destinations:m:OAuth2:ClientId is missing: set it, or remove OAuth2.",
            "Destinations:m:OAuth2:ClientSecret is missing: set it, or Destinations:m:OAuth2:ClientSecretFile.",
            "Destinations:m:OAuth2:TokenUrl is not an absolute address: write it like https://login.example/oauth2/token.",
            "Destinations:m:OAuth2:Tls:Ca is no PEM: set it to the text that begins with -----BEGIN, or put the file's path into Destinations:m:OAuth2:Tls:CaFile.",
            "Destinations:m:OAuth2:Proxy:Url has the scheme 'ftp': use http or https or socks5.",
            "Destinations:m:Tls:Ca and Destinations:m:Tls:CaFile are both set: remove one of them.",
            "Destinations:m:Tls:Cert is set alone: a certificate needs its key and a key its certificate.",
            "Destinations:m:Tls:ServerName is empty: set it to the name in the server's certificate, or remove it.",
            "Destinations:m:Tls:MinVersion is Tls13: make it at most MaxVersion, Tls12.",
            "Destinations:m:Proxy:Url is missing: set it to the proxy's address, such as http://proxy.example:3128, or set Destinations:m:Proxy:FromEnvironment.",
            "Destinations:m:Proxy:ConnectHeaders:a b is not a header name: use letters, digits and hyphens.",
            "Destinations:m:Proxy:ConnectHeaders:X-Key has a value that cannot stand in a header: use printable ASCII characters.",
        ]);
        options.Proxy = new() { Url = "http://proxy.example", FromEnvironment = true };
        options.Validate("m").ShouldContain(
            "Destinations:m:Proxy:FromEnvironment is set beside Url or NoProxy: the proxy is either fixed or the environment's; remove one of them.");
    }

    [Fact]
    public void What_otlp_does_not_have_is_refused() =>
        new DestinationOptions { Type = "otlp", Url = "http://collector:4317/v1/metrics" }.Validate("m").ShouldBe(
        [
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
            ["FollowRedirects"] = "false",
            ["EnableHttp2"] = "true",
            ["Tls:CaFile"] = "/ca.pem",
            ["Tls:MinVersion"] = "TLS13",
            ["OAuth2:ClientId"] = "id",
            ["OAuth2:ClientSecretFile"] = "/secret",
            ["OAuth2:TokenUrl"] = "https://login.example/token",
            ["OAuth2:Scopes:0"] = "write",
            ["OAuth2:EndpointParams:audience"] = "metrics",
            ["OAuth2:Tls:InsecureSkipVerify"] = "true",
            ["OAuth2:Proxy:FromEnvironment"] = "true",
            ["Proxy:Url"] = "http://proxy.example:3128",
            ["Proxy:NoProxy"] = "10.0.0.0/8",
            ["Proxy:ConnectHeaders:X-Key"] = "k",
        }).Build();
        DestinationOptions options = configuration.Get<DestinationOptions>()!;
        options.Url.ShouldBe("https://mimir.example/api/v1/push");
        options.BasicAuth!.Username.ShouldBe("u");
        options.Headers["x-a"].ShouldBe("1");
        options.ExternalLabels["cluster"].ShouldBe("prod");
        options.RemoteTimeout.ShouldBe(TimeSpan.FromSeconds(10));
        (options.Queue.MinShards, options.EffectiveCapacity).ShouldBe((8, 200_000));
        options.BasicAuth = null;
        options.Validate("m").ShouldBeEmpty();
        options.Copy().ToHttp().ShouldBe(new HttpClientOptions
        {
            Authentication = new OAuth2Authentication(Secret.FromValue("id"), Secret.FromFile("/secret"), new Uri("https://login.example/token"))
            {
                Scopes = ["write"], EndpointParams = [new("audience", "metrics")],
                Tls = new TlsOptions { InsecureSkipVerify = true }, Proxy = new ProxyOptions { FromEnvironment = true },
            },
            Tls = new TlsOptions { Ca = Secret.FromFile("/ca.pem"), MinVersion = TlsVersion.Tls13 },
            Proxy = new ProxyOptions
            {
                Url = new Uri("http://proxy.example:3128"), NoProxy = "10.0.0.0/8", ConnectHeaders = [new ProxyHeader("X-Key", [Secret.FromValue("k")])],
            },
            FollowRedirects = false,
            EnableHttp2 = true,
        });
        options.Spool.Directory = "/var/spool/metrics";
        options.EffectiveCapacity.ShouldBe(10_000);
    }
}
