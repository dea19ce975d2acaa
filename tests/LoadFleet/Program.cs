using System.Text.Json.Nodes;
using LoadFleet;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

// A fleet of targets and the receiver of what is scraped from them:
//   LoadFleet --targets N --series N --port PORT [--encoding identity|gzip] [--hosts true] [--hanging PERCENT] [--record true]
// serves /sd (the list), /t/N/metrics (the targets), /kept (how many series of a target rules keep), /write (the receiver) and /stats (what was scraped and received, as JSON);
// with --record also /scrapes (when each target was scraped).
// With --hosts every target has an address of its own, and so a connection. Of --hanging percent of the targets no answer ever comes.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
int targets = int.Parse(builder.Configuration["targets"] ?? "100");
int series = int.Parse(builder.Configuration["series"] ?? "2000");
int hanging = int.Parse(builder.Configuration["hanging"] ?? "0");
string port = builder.Configuration["port"] ?? "18080";
bool hasHosts = builder.Configuration["hosts"] == "true";
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://{(hasHosts ? "0.0.0.0" : "127.0.0.1")}:{port}");
WebApplication web = builder.Build();

bool isCompressed = builder.Configuration["encoding"] == "gzip";

// Thousands of targets share what they expose, each at its own turn: all bodies together would not fit into memory.
const int Expositions = 512;
Exposition[] fleet = [.. Enumerable.Range(0, Math.Min(targets, Expositions)).AsParallel().AsOrdered().Select(seed => new Exposition(seed, series, isCompressed))];
int[] turns = new int[targets];
var receiver = new Receiver();
long scrapes = 0;
ScrapeRecord? record = builder.Configuration["record"] == "true" ? new ScrapeRecord(targets, TimeProvider.System) : null;

web.MapGet("/sd", () => Results.Text(TargetList.Of(port, targets, hasHosts), "application/json"));
web.MapGet("/t/{number:int}/metrics", async (int number, HttpContext context) =>
{
    if (number * hanging / 100 != (number + 1) * hanging / 100)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return;
    }

    Interlocked.Increment(ref scrapes);
    record?.Add(number);
    ReadOnlyMemory<byte> body = fleet[number % fleet.Length][Interlocked.Increment(ref turns[number])];
    context.Response.ContentType = "text/plain; version=0.0.4";
    context.Response.ContentLength = body.Length;
    if (isCompressed)
    {
        context.Response.Headers.ContentEncoding = "gzip";
    }

    await context.Response.Body.WriteAsync(body);
});
web.MapPost("/write", receiver.ReceiveAsync);
web.MapGet("/kept", (string rules) => Exposition.Kept(rules, series));
web.MapGet("/stats", () => Results.Text(new JsonObject
{
    ["scrapes"] = Interlocked.Read(ref scrapes),
    ["scraped"] = Interlocked.Read(ref scrapes) * series,
    ["received"] = receiver.Samples,
    ["stale"] = receiver.StaleMarkers,
    ["reports"] = receiver.Reports,
    ["requests"] = receiver.Requests,
    ["bytes"] = receiver.Bytes,
}.ToJsonString(), "application/json"));
if (record is not null)
{
    web.MapGet("/scrapes", () => Results.Text(record.ToJson().ToJsonString(), "application/json"));
}

await web.RunAsync();
