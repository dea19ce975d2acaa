using System.Text;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

public sealed class AuthenticationTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Without_credentials_there_is_no_header()
    {
        await using var rig = new Rig();
        rig.Send(1);
        (await rig.Receiver.NextAsync()).Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task Basic_authentication()
    {
        await using var rig = new Rig();
        rig.Options.BasicAuth = new() { Username = "üser", Password = "pa:ss" };
        rig.Send(1);
        (await rig.Receiver.NextAsync()).Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("üser:pa:ss")));
    }

    [Fact]
    public async Task A_password_file_is_read_for_every_request()
    {
        await using var rig = new Rig();
        rig.Options.BasicAuth = new() { Username = "u", PasswordFile = _file };
        foreach (string password in new[] { "one", "two" })
        {
            await File.WriteAllTextAsync(_file, password + "\n", TestContext.Current.CancellationToken);
            rig.Send(1);
            string header = (await rig.Receiver.NextAsync()).Headers["Authorization"];
            Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).ShouldBe($"u:{password}");
        }
    }

    [Fact]
    public async Task A_bearer_token()
    {
        await using var rig = new Rig();
        rig.Options.BearerToken = "abc.def";
        rig.Send(1);
        (await rig.Receiver.NextAsync()).Headers["Authorization"].ShouldBe("Bearer abc.def");
    }

    [Fact]
    public async Task A_rotated_token_file_is_used_by_the_next_request()
    {
        await using var rig = new Rig();
        rig.Options.BearerTokenFile = _file;
        foreach (string token in new[] { "first", "second" })
        {
            await File.WriteAllTextAsync(_file, token + "\n", TestContext.Current.CancellationToken);
            rig.Send(1);
            (await rig.Receiver.NextAsync()).Headers["Authorization"].ShouldBe("Bearer " + token);
        }
    }

    [Fact]
    public async Task A_missing_token_file_is_tried_again()
    {
        await using var rig = new Rig();
        rig.Options.BearerTokenFile = _file + ".late";
        rig.Send(1);
        TimeSpan wait = await rig.Time.NextWaitAsync();
        await File.WriteAllTextAsync(rig.Options.BearerTokenFile, "late", TestContext.Current.CancellationToken);
        rig.Time.Advance(wait);
        (await rig.Receiver.NextAsync()).Headers["Authorization"].ShouldBe("Bearer late");
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain(rig.Options.BearerTokenFile);
        File.Delete(rig.Options.BearerTokenFile);
    }

    [Fact]
    public async Task A_token_file_that_is_still_to_be_written_costs_nothing()
    {
        await using var rig = new Rig();
        rig.Options.BearerTokenFile = _file;
        rig.Send(1);
        TimeSpan wait = await rig.Time.NextWaitAsync();
        rig.Receiver.Exchanges.ShouldBeEmpty();
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain($"the credentials are empty: <secret in {_file}>");
        await File.WriteAllTextAsync(_file, "written", TestContext.Current.CancellationToken);
        rig.Time.Advance(wait);
        (await rig.Receiver.NextAsync()).Headers["Authorization"].ShouldBe("Bearer written");
    }

    [Fact]
    public async Task A_file_that_holds_no_token_is_named_but_not_shown()
    {
        await File.WriteAllTextAsync(_file, "s3cret\nsecond line", TestContext.Current.CancellationToken);
        await using var rig = new Rig();
        rig.Options.BearerTokenFile = _file;
        rig.Send(1);
        await rig.Time.NextWaitAsync();
        rig.Receiver.Exchanges.ShouldBeEmpty();
        rig.Log.Of(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain(_file);
        rig.Log.All.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Secrets_are_not_logged()
    {
        await using var rig = new Rig();
        rig.Options.Url = "http://receiver.example/write?key=s3cret";
        rig.Options.BearerToken = "s3cret";
        rig.Options.Headers["X-Key"] = "s3cret";
        rig.Receiver.Then(System.Net.HttpStatusCode.BadGateway).Then(System.Net.HttpStatusCode.Forbidden);
        rig.Receiver.Then(new NotSupportedException("defect"));
        rig.Send(1, 2);
        await rig.Time.PassWaitAsync();
        await rig.StopAsync();
        rig.Log.Of(LogLevel.Error).Length.ShouldBe(2);
        rig.Log.All.ShouldNotContain("s3cret");
        rig.Destination.Status.ToString().ShouldNotContain("s3cret");
        rig.Options.ToString().ShouldNotBeNull().ShouldNotContain("s3cret");
    }
}
