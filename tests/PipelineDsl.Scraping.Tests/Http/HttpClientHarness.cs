using Microsoft.Extensions.Time.Testing;
using PipelineDsl.Http;

namespace PipelineDsl.Scraping.Tests.Http;

/// <summary>A client with options of a test, a clock that stands still, and a folder for its files.</summary>
internal sealed class HttpClientHarness : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipelinedsl-http-").FullName;
    private readonly HttpClientPool _pool;

    public HttpClientHarness() => _pool = new HttpClientPool(Time);

    public FakeTimeProvider Time { get; } = new();

    public HttpClientOptions Options { get; set; } = HttpClientOptions.Default;

    /// <summary>Writes a file and gives back the secret in it.</summary>
    public Secret Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return Secret.FromFile(path);
    }

    public HttpClientLease Rent() => _pool.Rent(Options);

    /// <summary>Gets a URL and gives back the body.</summary>
    public async Task<string> GetAsync(string url)
    {
        using HttpClientLease lease = Rent();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using HttpResponseMessage response = await lease.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }

    public void Dispose()
    {
        _pool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
