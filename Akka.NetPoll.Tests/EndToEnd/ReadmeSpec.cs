using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>README's examples, as they stand there, against nc, which sends and half-closes at once.</summary>
public sealed class ReadmeSpec : ConnectionsTestKit
{
    private const int Clients = 100;

    [SkippableFact]
    public Task The_subclass_answers_every_client() => AnswersEveryClient(ListenerActor.Props(AnyPort, Props.Create<Echo>(), ToTest()));

    [SkippableFact]
    public Task The_handler_answers_every_client() => AnswersEveryClient(ListenerActor.Props(AnyPort, connected => Props.Create<Handler>(), ToTest()));

    [SkippableFact]
    public Task The_method_answers_every_client() => AnswersEveryClient(ListenerActor.Props(
        AnyPort,
        async conn =>
        {
            var buffer = new byte[4096];
            for (int count; (count = await conn.ReadAsync(buffer)) > 0;)
                await conn.WriteAsync(buffer.AsMemory(0, count));
        },
        ToTest()));

    [Fact]
    public async Task The_dialed_connection_has_a_deadline()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create<Echo>(), ToTest()));

        await using var conn = await Sys.NetPoll().DialAsync("tcp", $"localhost:{Address.Port}");
        conn.SetReadDeadline(Deadline.After(TimeSpan.FromSeconds(1)));

        (await FluentActions.Awaiting(() => conn.ReadAsync(new byte[1]).AsTask()).Should().ThrowAsync<NetException>()).Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public void The_examples_here_are_those_of_the_README()
    {
        HashSet<string> here = [.. File.ReadLines(ThisFile()).Select(line => line.Trim())];
        string[] examples = [.. CSharpOf(File.ReadLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../README.md")))];

        string[] classes = [.. examples.Where(IsOfAClass).Select(line => line.Trim())];

        classes.Should().HaveCountGreaterThan(10);
        classes.Should().BeSubsetOf(here);
    }

    private async Task AnswersEveryClient(Props listener)
    {
        Listen(listener);

        for (int i = 0; i < Clients; i++)
        {
            using var nc = OutsideProgram.Start("nc", "-N", "127.0.0.1", $"{Address.Port}");
            await nc.Input.WriteAsync("hello");
            nc.Input.Close();
            (await nc.Output.ReadToEndAsync().WaitAsync(Eventually.Limit)).Should().Be("hello", "client {0} is answered", i);
        }
    }

    // The lines within a class: those outside name a port that may be taken here.
    private static bool IsOfAClass(string line) => line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith("internal ", StringComparison.Ordinal);

    private static IEnumerable<string> CSharpOf(IEnumerable<string> markdown)
    {
        bool inside = false;
        foreach (string line in markdown)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```csharp";
            else if (inside && !line.StartsWith("    .", StringComparison.Ordinal)) yield return line;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    internal sealed class Echo : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            foreach (var piece in data) Send(piece.Span);
            return data.End; // How far it was consumed; the rest is there again when more comes.
        }
    }

    internal sealed class Handler : ReceiveActor
    {
        public Handler()
        {
            Receive<Tcp.Connected>(_ => Sender.Tell(new Tcp.Register(Self, KeepOpenOnPeerClosed: true)));
            Receive<Tcp.Received>(received => Sender.Tell(new Tcp.Write(received.Data)));
            Receive<Tcp.PeerClosed>(_ => Sender.Tell(Tcp.Close.Instance)); // When all is echoed.
            Receive<Tcp.Closed>(closed => Console.WriteLine(closed.Reason)); // Once, with the first reason.
        }
    }
}
