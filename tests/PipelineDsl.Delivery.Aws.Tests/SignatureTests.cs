using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace PipelineDsl.Delivery.Aws.Tests;

/// <summary>Cases of the test suite that AWS publishes for Signature Version 4: one key, one time, one region, and the signatures to come.</summary>
public class SignatureTests
{
    private const string SessionToken = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("GET", "/", null, "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", null, "", "host;x-amz-date", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("POST", "/", null, "", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("POST", "/", "application/x-www-form-urlencoded", "Param1=value1", "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")]
    public async Task Signatures_are_those_that_AWS_publishes(string method, string path, string? type, string body, string headers, string signature)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://example.amazonaws.com" + path) { Content = Content(type, body) };
        await Signer().SignAsync(request, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
        request.Headers.GetValues("X-Amz-Date").ShouldBe(["20150830T123600Z"]);
        Authorization(request).ShouldBe(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={headers}, Signature={signature}");
    }

    [Fact]
    public void The_token_of_a_session_is_signed_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/");
        var credentials = new Amazon.Runtime.ImmutableCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", SessionToken);
        Signature.Add(request, default, credentials, "us-east-1", "service", _time.GetUtcNow().UtcDateTime);
        request.Headers.GetValues("X-Amz-Security-Token").ShouldBe([SessionToken]);
        Authorization(request).ShouldEndWith(
            "SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    [Fact]
    public async Task Another_body_another_signature_and_a_second_one_replaces_the_first()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/");
        SigV4Signer signer = Signer();
        await signer.SignAsync(request, new byte[] { 1 }, TestContext.Current.CancellationToken);
        string first = Authorization(request);
        _time.Advance(TimeSpan.FromSeconds(1));
        await signer.SignAsync(request, new byte[] { 2 }, TestContext.Current.CancellationToken);
        Authorization(request).ShouldNotBe(first);
        request.Headers.GetValues("X-Amz-Date").ShouldBe(["20150830T123601Z"]);
    }

    private static ByteArrayContent? Content(string? type, string body)
    {
        if (type is null)
        {
            return null;
        }

        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static string Authorization(HttpRequestMessage request) => request.Headers.NonValidated["Authorization"].ToString();

    private SigV4Signer Signer() => new(
        new SigV4Options
        {
            Region = "us-east-1", ServiceName = "service", AccessKey = "AKIDEXAMPLE", SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        },
        _time);
}
