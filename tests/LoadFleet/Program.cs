using System.Text.Json.Nodes;
using LoadFleet;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

// A fleet of targets and the receiver of what is scraped from them:
//   LoadFleet --targets N --series N --port PORT [--encoding identity|gzip] [--record true] [--ledger true]
// serves /sd (the list), /t/N/metrics (the targets), /kept (how many series of a target rules keep), /write (the receiver) and /stats (what was scraped and received, as JSON);
// with --record also /scrapes (when each target was scraped). With --ledger, /stats knows distinct and repeated samples, for 1.0.
// POST /fault?mode=MODE&amount=N makes the receiver fail: see FaultMode.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
int targets = int.Parse(builder.Configuration["targets"] ?? "100");
int series = int.Parse(builder.Configuration["series"] ?? "2000");
string address = $"127.0.0.1:{builder.Configuration["port"] ?? "18080"}";
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://{address}");
WebApplication web = builder.Build();

bool isCompressed = builder.Configuration["encoding"] == "gzip";
Exposition[] fleet = [.. Enumerable.Range(0, targets).AsParallel().AsOrdered().Select(number => new Exposition(number, series, isCompressed))];
SeriesLedger? ledger = builder.Configuration["ledger"] == "true" ? new SeriesLedger() : null;
var receiver = new Receiver(ledger);
long scrapes = 0;
ScrapeRecord? record = builder.Configuration["record"] == "true" ? new ScrapeRecord(targets, TimeProvider.System) : null;

web.MapGet("/sd", () => Results.Text(TargetList.Of(address, targets), "application/json"));
web.MapGet("/t/{number:int}/metrics", async (int number, HttpContext context) =>
{
    Interlocked.Increment(ref scrapes);
    record?.Add(number);
    ReadOnlyMemory<byte> body = fleet[number].Next();
    context.Response.ContentType = "text/plain; version=0.0.4";
    context.Response.ContentLength = body.Length;
    if (isCompressed)
    {
        context.Response.Headers.ContentEncoding = "gzip";
    }

    await context.Response.Body.WriteAsync(body);
});
web.MapPost("/write", receiver.ReceiveAsync);
web.MapPost("/fault", (string mode, int? amount) => receiver.Fault.Set(mode, amount ?? 0));
web.MapGet("/kept", (string rules) => Exposition.Kept(rules, series));
web.MapGet("/stats", () =>
{
    (long distinct, long duplicates, long outOfOrder, int known) = ledger?.Totals ?? default;
    return Results.Text(new JsonObject
    {
        ["distinct"] = distinct,
        ["duplicates"] = duplicates,
        ["outOfOrder"] = outOfOrder,
        ["series"] = known,
        ["refused"] = receiver.Refused,
        ["scrapes"] = Interlocked.Read(ref scrapes),
        ["scraped"] = Interlocked.Read(ref scrapes) * series,
        ["received"] = receiver.Samples,
        ["stale"] = receiver.StaleMarkers,
        ["reports"] = receiver.Reports,
        ["requests"] = receiver.Requests,
        ["bytes"] = receiver.Bytes,
    }.ToJsonString(), "application/json");
});
if (record is not null)
{
    web.MapGet("/scrapes", () => Results.Text(record.ToJson().ToJsonString(), "application/json"));
}

await web.RunAsync();
