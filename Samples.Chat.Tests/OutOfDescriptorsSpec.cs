using System.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>More clients than the process may have descriptors.</summary>
/// <remarks>
/// Without any descriptor the runtime cannot load an assembly, and never tries that one again: what an actor first needs then
/// fails for ever. So the listener leaves some free.
/// </remarks>
public sealed class OutOfDescriptorsSpec
{
    private const int Descriptors = 200, Clients = 400, Served = 60;

    [SkippableFact]
    public async Task Clients_that_are_in_chat_on_and_when_there_is_room_again_newcomers_do_too()
    {
        using OutsideProgram program = ChatProgram.StartWithDescriptors(Descriptors, "--port", "0");
        IPEndPoint address = await ChatProgram.ReadAddressAsync(program);
        List<ChatClient> crowd = [];
        for (int i = 0; i < Clients; i++) crowd.Add(await ChatClient.ArriveAsync(address));

        await ChatProgram.ReadUntilAsync(program, "Cannot accept on");
        Directory.GetFileSystemEntries($"/proc/{program.Id}/fd").Length.Should().BeLessThan(Descriptors - 16, "descriptor-reserve is 32");
        foreach (ChatClient client in crowd.Take(Served)) await client.EnterAsync();
        using ChatClient ann = crowd[0], bob = crowd[1];
        await ann.TypeAsync("/nick ann\n/join alone\n/me is here\n/join main\nstill here?");
        (await bob.ReadUntilAsync("ann: ")).Should().Be("ann: still here?");
        await bob.TypeAsync("/nick bob\n/who\n/rooms\n/msg ann yes");
        await ann.ReadUntilAsync("[bob to you] yes");

        foreach (ChatClient client in crowd.Skip(2)) client.Dispose();
        using ChatClient carol = await ChatClient.ConnectAsync(address, "carol");
        await carol.TypeAsync("hello");
        await ann.ReadUntilAsync("carol: hello");
        await ann.TypeAsync("hello carol");
        await carol.ReadUntilAsync("ann: hello carol");
    }
}
