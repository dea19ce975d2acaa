using Microsoft.AspNetCore.Http;
using PipelineDsl.Scraping.Tests.Support;

namespace PipelineDsl.Delivery.Aws.Tests;

public class AssumedRoleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_signed_with_the_credentials_of_the_role_which_are_asked_for_once()
    {
        await using TestTarget sts = await TestTarget.StartAsync();
        var forms = new List<string>();
        sts.Handler = async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            forms.Add($"{form["Action"]} {form["RoleArn"]} {form["ExternalId"]}");
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync($"""
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                  <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/writer/pipelinedsl</Arn><AssumedRoleId>A:pipelinedsl</AssumedRoleId></AssumedRoleUser>
                  <Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>key of the role</SecretAccessKey><SessionToken>of the session</SessionToken>
                  <Expiration>{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials>
                </AssumeRoleResult></AssumeRoleResponse>
                """);
        };
        SigV4Signer signer = Signer(sts);
        for (int i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://aps.example/");
            await signer.SignAsync(request, default, Cancellation);
            request.Headers.NonValidated["Authorization"].ToString().ShouldStartWith("AWS4-HMAC-SHA256 Credential=ASIAROLE/");
            request.Headers.NonValidated["Authorization"].ToString().ShouldContain("/eu-central-1/aps/aws4_request, ");
            request.Headers.GetValues("X-Amz-Security-Token").ShouldBe(["of the session"]);
        }

        forms.ShouldBe(["AssumeRole arn:aws:iam::1:role/writer ext"]);
        sts.Requests.Single().Headers["Authorization"].ShouldContain("Credential=AKIDEXAMPLE/");
    }

    [Fact]
    public async Task Without_the_role_there_is_nothing_to_sign_with()
    {
        await using TestTarget sts = await TestTarget.StartAsync();
        sts.Handler = context =>
        {
            context.Response.StatusCode = 403;
            context.Response.ContentType = "text/xml";
            return context.Response.WriteAsync("""
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code>
                <Message>not allowed to assume</Message></Error></ErrorResponse>
                """);
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://aps.example/");
        (await Should.ThrowAsync<HttpRequestException>(async () => await Signer(sts).SignAsync(request, default, Cancellation)))
            .Message.ShouldBe("no AWS credentials of the role arn:aws:iam::1:role/writer: not allowed to assume");
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_named()
    {
        var signer = new SigV4Signer(new SigV4Options { Region = "eu-central-1", Profile = "no such profile" }, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://aps.example/");
        (await Should.ThrowAsync<HttpRequestException>(async () => await signer.SignAsync(request, default, Cancellation)))
            .Message.ShouldBe("no AWS credentials of the profile no such profile: the shared files have no such profile, or it has no credentials");
    }

    private static SigV4Signer Signer(TestTarget sts) => new(
        new SigV4Options
        {
            Region = "eu-central-1", AccessKey = "AKIDEXAMPLE", SecretKey = "secret", RoleArn = "arn:aws:iam::1:role/writer", ExternalId = "ext",
        },
        TimeProvider.System,
        "SigV4",
        $"http://{sts.Address}");
}
