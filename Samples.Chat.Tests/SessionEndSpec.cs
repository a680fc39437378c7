using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>When a session closes that has nothing more to ask. The lobby is the test, which answers when it pleases.</summary>
public sealed class SessionEndSpec : Akka.TestKit.Xunit2.TestKit
{
    private const int Most = ChatSessionActor.MostWithLobby;

    private readonly IPEndPoint _address;

    public SessionEndSpec()
    {
        Config small = ConfigurationFactory.ParseString("""
            chat.client-queue = 64 KiB
            akka.netpoll.connection.send-buffer-size = 16 KiB
            """);
        var settings = new ChatSettings(small.WithFallback(ChatSettings.DefaultConfig()));
        Sys.ActorOf(ListenerActor.Props(
            new IPEndPoint(IPAddress.Loopback, 0), ChatSessionActor.Props(TestActor, settings), settings.ListenOptions with { Commander = TestActor }));
        _address = (IPEndPoint)ExpectMsg<Tcp.Bound>(Limit).LocalEndPoint;
    }

    [Theory]
    [InlineData("/who\n", null)]
    [InlineData("/who", null)]
    [InlineData("/who\n/quit\n", "* goodbye")]
    [InlineData("/who\n/quit\n/rooms", "* goodbye")]
    public async Task After_the_clients_end_it_stays_until_the_lobby_has_answered(string typed, string? last)
    {
        (ChatClient ann, IActorRef session) = await ArriveAsync();
        await ann.SendAsync(Encoding.UTF8.GetBytes(typed));
        ann.Socket.Shutdown(SocketShutdown.Send);
        ExpectMsg<Lobby.ListPeople>(Limit);

        // What is told one by one is read one by one: it is open in between.
        for (int i = 0; i < 10; i++)
        {
            session.Tell(new ChatLine($"answer {i}"));
            (await ann.ReadUntilAsync("answer")).Should().Be($"answer {i}");
        }

        session.Tell(Lobby.Handled.Instance);
        if (last is not null) (await ann.ReadAsync()).Should().Be(last);
        (await ann.ReadAsync()).Should().BeNull();
        await ExpectTerminatedAsync(session);
    }

    [Fact]
    public async Task A_last_line_without_its_end_takes_effect_when_the_lobby_has_room_for_it()
    {
        (ChatClient ann, IActorRef session) = await ArriveAsync();
        await ann.SendAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Most + 1).Select(i => $"{i}\n")) + "last"));
        ann.Socket.Shutdown(SocketShutdown.Send);
        for (int i = 0; i < Most; i++) ExpectMsg(new Lobby.Say($"{i}"), Limit);

        session.Tell(Lobby.Handled.Instance);
        ExpectMsg(new Lobby.Say($"{Most}"), Limit);
        session.Tell(Lobby.Handled.Instance);
        ExpectMsg(new Lobby.Say("last"), Limit);

        for (int i = 0; i < Most; i++) session.Tell(Lobby.Handled.Instance);
        await ExpectTerminatedAsync(session);
        await ann.ReadUntilAsync("/quit ends");
        (await ann.ReadAsync()).Should().BeNull();
    }

    [Fact]
    public async Task With_nothing_asked_it_closes_at_once()
    {
        (ChatClient ann, IActorRef session) = await ArriveAsync();

        ann.Socket.Shutdown(SocketShutdown.Send);

        await ExpectTerminatedAsync(session);
        await ann.ReadUntilAsync("/quit ends");
        (await ann.ReadAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData("/who\n")]
    [InlineData("/who\n/quit\n")]
    public async Task A_client_that_has_asked_and_does_not_read_is_dropped_like_any_other(string typed)
    {
        (ChatClient ann, IActorRef session) = await ArriveAsync();
        ann.Socket.ReceiveBufferSize = 4096;
        await ann.SendAsync(Encoding.UTF8.GetBytes(typed));
        ann.Socket.Shutdown(SocketShutdown.Send);
        ExpectMsg<Lobby.ListPeople>(Limit);

        // More than all buffers hold.
        var line = new ChatLine(new string('x', 1000));
        for (int i = 0; i < 20_000; i++) session.Tell(line);

        ExpectMsg<Lobby.Leave>(Limit).Why.Should().Be("does not read and was dropped");
        session.Tell(Lobby.Handled.Instance);
        ann.Dispose();
        await ExpectTerminatedAsync(session);
    }

    private static TimeSpan Limit => TimeSpan.FromSeconds(20);

    private async Task<(ChatClient Client, IActorRef Session)> ArriveAsync()
    {
        ChatClient client = await ChatClient.ArriveAsync(_address);
        ExpectMsg<Lobby.Enter>(Limit);
        return (client, LastSender);
    }

    private async Task ExpectTerminatedAsync(IActorRef session)
    {
        Watch(session);
        await ExpectTerminatedAsync(session, Limit);
    }
}
