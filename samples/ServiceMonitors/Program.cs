using Microsoft.Extensions.Hosting;
using PipelineDsl;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(
    new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddPipelines();
await builder.Build().RunAsync();
