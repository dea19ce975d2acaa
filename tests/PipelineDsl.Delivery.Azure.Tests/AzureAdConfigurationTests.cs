using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PipelineDsl.Delivery.Azure.Tests;

public class AzureAdConfigurationTests
{
    [Theory]
    [InlineData("ManagedIdentity:ClientId", "")]
    [InlineData("ManagedIdentity:ClientId", "id")]
    [InlineData("Sdk:TenantId", "tenant")]
    public void A_section_makes_a_signer(string key, string value) => Create((key, value)).ShouldBeOfType<AzureAdSigner>();

    [Fact]
    public void Every_error_is_said_at_once_with_its_key() => Should.Throw<ArgumentException>(() => Create(
        ("Cloud", "Mars"), ("Tenant", "x"), ("OAuth:ClientId", "app"), ("OAuth:Secret", "s3cret"), ("Sdk:TenantId", "t"))).Message.ShouldBe(string.Join(' ',
        "Destinations:a:AzureAd:Tenant is no setting of AzureAd: remove it.",
        "Destinations:a:AzureAd:OAuth:Secret is no setting of OAuth: remove it.",
        "Destinations:a:AzureAd:Cloud is 'Mars': set it to AzurePublic, AzureChina or AzureGovernment.",
        "Destinations:a:AzureAd must have exactly one of ManagedIdentity, OAuth, WorkloadIdentity and Sdk.",
        "Destinations:a:AzureAd:OAuth:ClientSecret is missing: set it.",
        "Destinations:a:AzureAd:OAuth:TenantId is missing: set it."));

    private static IRequestSigner Create(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Destinations:a:AzureAd:{setting.Key}", setting.Value))).Build();
        using ServiceProvider services = new ServiceCollection().AddAzureAd().BuildServiceProvider();
        var factory = services.GetRequiredService<IRequestSignerFactory>();
        return factory.Create(configuration.GetSection("Destinations:a").GetSection(factory.Section));
    }
}
