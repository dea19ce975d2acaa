using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PipelineDsl.Delivery.Aws.Tests;

public class SigV4ConfigurationTests
{
    [Fact]
    public async Task A_section_makes_a_signer()
    {
        IRequestSigner signer = Create(("Region", "eu-west-1"), ("AccessKey", "AKID"), ("SecretKey", "s"), ("ServiceName", "monitoring"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://aps.example/");
        await signer.SignAsync(request, default, TestContext.Current.CancellationToken);
        request.Headers.NonValidated["Authorization"].ToString().ShouldContain("Credential=AKID/");
        request.Headers.NonValidated["Authorization"].ToString().ShouldContain("/eu-west-1/monitoring/aws4_request");
    }

    [Fact]
    public void Every_error_is_said_at_once_with_its_key()
    {
        string message = Should.Throw<ArgumentException>(() => Create(
            ("Region", ""), ("AccessKey", "AKID"), ("Profile", "p"), ("RoleArn", "writer"), ("ServiceName", ""), ("Regoin", "x"), ("UseFipsStsEndpoint", "maybe"))).Message;
        message.ShouldBe(string.Join(' ',
            "Destinations:a:SigV4:Regoin is no setting of SigV4, or 'x' none of its values: remove it.",
            "Destinations:a:SigV4:UseFipsStsEndpoint is no setting of SigV4, or 'maybe' none of its values: remove it.",
            "Destinations:a:SigV4:Region is missing: set it to the receiver's region, such as eu-central-1, or set the variable AWS_REGION.",
            "Destinations:a:SigV4:AccessKey is set alone: set AccessKey and SecretKey, or neither.",
            "Destinations:a:SigV4:AccessKey and Destinations:a:SigV4:Profile are both set: remove one of them.",
            "Destinations:a:SigV4:RoleArn is 'writer': write it like arn:aws:iam::123456789012:role/metrics-writer.",
            "Destinations:a:SigV4:ServiceName is empty: set it to the service's name in signatures, or remove it for aps."));
        Should.Throw<ArgumentException>(() => Create(("Region", "r"), ("ExternalId", "e"))).Message.ShouldBe(
            "Destinations:a:SigV4:ExternalId is set without Destinations:a:SigV4:RoleArn, which alone asks for it: set the role, or remove it.");
    }

    private static IRequestSigner Create(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Destinations:a:SigV4:{setting.Key}", setting.Value))).Build();
        using ServiceProvider services = new ServiceCollection().AddSigV4().BuildServiceProvider();
        var factory = services.GetRequiredService<IRequestSignerFactory>();
        return factory.Create(configuration.GetSection("Destinations:a").GetSection(factory.Section));
    }
}
