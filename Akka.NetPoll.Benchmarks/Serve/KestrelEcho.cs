using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>ASP.NET Core's transport: a connection handler on Kestrel, without HTTP.</summary>
internal sealed class KestrelEcho : IEchoServer
{
    private WebApplication? _application;

    public async Task<int> StartAsync(EchoOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                if (options.Tls is not null) listen.UseHttps((_, _, _, _) => ValueTask.FromResult(options.Tls), null!);
                listen.Run(options.Discard ? DiscardAsync : EchoAsync);
            });
        });
        _application = builder.Build();
        await _application.StartAsync();
        var addresses = _application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new Uri(addresses.Addresses.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is null) return;
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private static async Task EchoAsync(ConnectionContext connection)
    {
        PipeWriter output = connection.Transport.Output;
        await ReadAllAsync(connection, async data =>
        {
            foreach (ReadOnlyMemory<byte> memory in data) output.Write(memory.Span);
            await output.FlushAsync();
        });
    }

    private static async Task DiscardAsync(ConnectionContext connection)
    {
        long length = 0;
        await ReadAllAsync(connection, data =>
        {
            length += data.Length;
            return Task.CompletedTask;
        });
        await connection.Transport.Output.WriteAsync(StreamLength.Encode(length));
    }

    private static async Task ReadAllAsync(ConnectionContext connection, Func<ReadOnlySequence<byte>, Task> use)
    {
        PipeReader input = connection.Transport.Input;
        try
        {
            ReadResult result;
            do
            {
                result = await input.ReadAsync();
                await use(result.Buffer);
                input.AdvanceTo(result.Buffer.End);
            }
            while (!result.IsCompleted);
        }
        catch (ConnectionResetException)
        {
            // The peer has reset the connection.
        }
    }
}
