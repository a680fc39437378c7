using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>nc, which half-closes at the end of its input and prints what still comes.</summary>
public sealed class NetcatSpec : ConnectionsTestKit
{
    [SkippableFact]
    public async Task After_its_half_close_it_still_gets_an_answer_to_everything()
    {
        Listen();
        using OutsideProgram nc = Start("-N");
        ExpectMsg<Tcp.Connected>();
        IActorRef connection = LastSender;
        TestProbe handler = CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref, KeepOpenOnPeerClosed: true));

        await nc.Input.WriteAsync("question");
        nc.Input.Close();
        byte[] question = Receive(handler, "question".Length);
        handler.ExpectMsg<Tcp.PeerClosed>();
        connection.Tell(new Tcp.Write(question));
        connection.Tell(Tcp.Close.Instance, handler.Ref);

        (await nc.Output.ReadToEndAsync().WaitAsync(Eventually.Limit)).Should().Be("question");
        (await nc.ExitAsync(Eventually.Limit)).Should().Be(0);
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
    }

    [SkippableFact]
    public async Task Our_half_close_ends_its_output_and_its_words_still_come()
    {
        Listen();
        using OutsideProgram nc = Start();
        ExpectMsg<Tcp.Connected>();
        IActorRef connection = LastSender;
        TestProbe handler = CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref));

        connection.Tell(Write((byte)'b', (byte)'y', (byte)'e'));
        connection.Tell(Tcp.ConfirmedClose.Instance, handler.Ref);
        char[] heard = new char[3];
        await nc.Output.ReadBlockAsync(heard.AsMemory()).AsTask().WaitAsync(Eventually.Limit);
        await nc.Input.WriteAsync("too");
        Receive(handler, "too".Length);
        nc.Input.Close();

        heard.Should().Equal('b', 'y', 'e');
        handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.ConfirmedClosed);
    }

    private OutsideProgram Start(params string[] options) =>
        OutsideProgram.Start("nc", [.. options, Address.Address.ToString(), $"{Address.Port}"]);
}
