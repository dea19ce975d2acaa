using LoadAgent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PipelineDsl;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
if (!LoadOptions.TryRead(builder.Configuration, out LoadOptions? options, out string? error))
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine("Usage: LoadAgent --sd URL --write URL --interval SECONDS --rules none|seed|typical --data DIR [--protocol 1|2] [--log LEVEL] [--report true] [--lateness true] [--Replicas:Group NAME ...]");
    return 2;
}

Directory.CreateDirectory(options.Data);
builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(builder.Configuration["log"] ?? nameof(LogLevel.Warning)));
builder.Configuration["Destinations:load:Url"] = options.Write.ToString();
builder.Configuration["Destinations:load:ProtobufMessage"] = options.Message;
builder.Configuration["Destinations:load:Spool:Directory"] = options.Data;
builder.AddPipeline("load", services => LoadPipeline.Create(options, services.GetRequiredService<Destinations>()));
using DropReport? report = builder.Configuration["report"] == "true" ? new DropReport() : null;
using LatenessReport? lateness = builder.Configuration["lateness"] == "true" ? new LatenessReport(options.Interval) : null;
await builder.Build().RunAsync();
report?.Print();
lateness?.Print();
return 0;
