using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Kubernetes.Tests;

/// <summary>A server with TLS that says who asks.</summary>
internal sealed class TlsServer(WebApplication application, X509Certificate2 certificate) : IAsyncDisposable
{
    public int Port => new Uri(application.Urls.First()).Port;

    public static async Task<TlsServer> StartAsync(TestAuthority authority, string name, IPAddress? address)
    {
        X509Certificate2 certificate = authority.Issue(name, address).Certificate;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (shown, _, _) => authority.Signed(shown);
        })));
        WebApplication application = builder.Build();
        application.Run(async context =>
        {
            X509Certificate2? shown = await context.Connection.GetClientCertificateAsync();
            await context.Response.WriteAsync($"{shown?.Subject ?? "nobody"} over {context.Request.Protocol}");
        });
        await application.StartAsync();
        return new TlsServer(application, certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        certificate.Dispose();
    }
}
