using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>More clients of a blocking-style server than the process may have descriptors.</summary>
public sealed class OutOfDescriptorsSpec
{
    private const int Descriptors = 200, Clients = 250;

    [SkippableFact]
    public async Task Accepting_fails_with_its_cause_and_when_there_is_room_again_no_client_has_been_lost()
    {
        using var program = EchoProgram.StartWithDescriptors(Descriptors);
        var address = IPEndPoint.Parse(await ReadLineAsync(program));
        List<TcpClient> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            clients.Add(new TcpClient());
            await clients[i].ConnectAsync(address).WaitAsync(Eventually.Limit);
        }

        for (int i = 0; i < 3; i++)
            (await ReadLineAsync(program)).Should().Be($"accept tcp {address}: accept: too many open files");
        Directory.GetFileSystemEntries($"/proc/{program.Id}/fd").Length.Should().BeLessThan(Descriptors - 16, "descriptor-reserve is 32");
        await EchoAsync(clients[0]);

        foreach (var client in clients[..(Clients / 2)]) client.Dispose();
        foreach (var client in clients[(Clients / 2)..])
        {
            await EchoAsync(client);
            client.Dispose();
        }
    }

    private static async Task<string> ReadLineAsync(OutsideProgram program) =>
        await program.Output.ReadLineAsync().WaitAsync(Eventually.Limit) ?? throw new EndOfStreamException($"it ended: {program.Errors}");

    private static async Task EchoAsync(TcpClient client)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(new byte[] { 7 });

        (await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Eventually.Limit)).Should().Be(1);
    }
}
