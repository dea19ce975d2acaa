using PipelineDsl;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.AddPipelines();

WebApplication app = builder.Build();
app.MapPipelines();
await app.RunAsync();
