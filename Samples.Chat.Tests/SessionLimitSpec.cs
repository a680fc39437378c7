using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.NetPoll.Connections;
using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>How much of a client that types without end reaches a lobby: here the test, which handles when it pleases.</summary>
public sealed class SessionLimitSpec : Akka.TestKit.Xunit2.TestKit
{
    private const int Most = ChatSessionActor.MostWithLobby;

    private readonly IPEndPoint _address;

    public SessionLimitSpec()
    {
        var settings = new ChatSettings(ChatSettings.DefaultConfig());
        Sys.ActorOf(ListenerActor.Props(
            new IPEndPoint(IPAddress.Loopback, 0), ChatSessionActor.Props(TestActor, settings), settings.ListenOptions with { Commander = TestActor }));
        _address = (IPEndPoint)ExpectMsg<Tcp.Bound>(Limit).LocalEndPoint;
    }

    [Fact]
    public async Task No_more_than_32_of_its_lines_are_with_the_lobby_and_others_are_answered_meanwhile()
    {
        (ChatClient ann, IActorRef annsSession) = await ArriveAsync();
        await ann.SendAsync(Numbers(0, 100 * Most));
        for (int i = 0; i < Most; i++) ExpectMsg(new Lobby.Say($"{i}"), Limit);

        // The next line is another session's, though ann has typed more long since.
        (ChatClient bob, IActorRef bobsSession) = await ArriveAsync();
        await bob.TypeAsync("/who");
        ExpectMsg<Lobby.ListPeople>(Limit);
        bobsSession.Tell(new ChatLine("ann and bob"));
        await bob.ReadUntilAsync("ann and bob");

        for (int i = Most; i < 100 * Most; i++)
        {
            annsSession.Tell(Lobby.Handled.Instance);
            ExpectMsg(new Lobby.Say($"{i}"), Limit);
        }

        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public async Task With_32_lines_unhandled_what_has_no_end_is_not_read_and_goes_the_way_of_long_lines_later()
    {
        (ChatClient ann, IActorRef session) = await ArriveAsync();
        await ann.SendAsync(Numbers(0, Most));
        for (int i = 0; i < Most; i++) ExpectMsg<Lobby.Say>(Limit);

        TypeUntilStuck(ann.Socket);
        for (int i = 0; i < Most; i++) session.Tell(Lobby.Handled.Instance);

        await ann.ReadUntilAsync("* a line has at most 1024 bytes");
        await ann.TypeAsync("\nhello");
        ExpectMsg(new Lobby.Say("hello"), Limit);
    }

    private static TimeSpan Limit => TimeSpan.FromSeconds(20);

    private static byte[] Numbers(int first, int count) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(first, count).Select(i => $"{i}\n")));

    private async Task<(ChatClient Client, IActorRef Session)> ArriveAsync()
    {
        ChatClient client = await ChatClient.ArriveAsync(_address);
        ExpectMsg<Lobby.Enter>(Limit);
        return (client, LastSender);
    }

    private static void TypeUntilStuck(Socket socket)
    {
        const long tooMuch = 64 << 20; // For the kernel's buffers.
        byte[] typed = Encoding.UTF8.GetBytes(new string('x', 65536));
        long sent = 0;
        socket.Blocking = false;
        while (socket.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectWrite))
        {
            sent += socket.Send(typed, SocketFlags.None, out SocketError error);
            error.Should().BeOneOf(SocketError.Success, SocketError.WouldBlock);
            sent.Should().BeLessThan(tooMuch, "the session does not read it");
        }

        socket.Blocking = true;
    }
}
