using System.Buffers;
using System.Net;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>A server that knows Redis's PING, in the subclass style, driven by redis-benchmark with and without pipelining.</summary>
public sealed class RedisSpec : NetPollTestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Redis_benchmark_gets_all_its_answers(int pipelined)
    {
        Sys.ActorOf(ListenerActor.Props(new IPEndPoint(IPAddress.Loopback, 0), Props.Create(() => new Redis()), new ListenOptions { Commander = TestActor }));
        int port = ((IPEndPoint)ExpectMsg<Tcp.Bound>().LocalEndPoint).Port;

        using var benchmark = OutsideProgram.Start(
            "redis-benchmark", "-h", "127.0.0.1", "-p", $"{port}", "-t", "ping_mbulk", "-n", "20000", "-c", "50", "-P", $"{pipelined}", "--csv");
        string report = await benchmark.Output.ReadToEndAsync().WaitAsync(Limit);

        (await benchmark.ExitAsync(Limit)).Should().Be(0);
        report.Should().Contain("PING_MBULK").And.NotContain("rror");
    }

    private sealed class Redis : ConnectionActor
    {
        // *1\r\n$4\r\nPING\r\n is answered; whatever else redis-benchmark asks at the start gets an empty list.
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            var reader = new SequenceReader<byte>(data);
            var consumed = data.Start;
            while (TryReadCommand(ref reader, out bool isPing))
            {
                Send(isPing ? "+PONG\r\n"u8 : "*0\r\n"u8);
                consumed = reader.Position;
            }

            return consumed;
        }

        private static bool TryReadCommand(ref SequenceReader<byte> reader, out bool isPing)
        {
            isPing = false;
            if (!reader.TryReadTo(out ReadOnlySequence<byte> head, "\r\n"u8)) return false;
            int words = head.FirstSpan[1] - '0';
            for (int i = 0; i < words; i++)
            {
                if (!reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n"u8)) return false;
                if (!reader.TryReadTo(out ReadOnlySequence<byte> word, "\r\n"u8)) return false;
                isPing |= word.FirstSpan.SequenceEqual("PING"u8);
            }

            return true;
        }
    }
}
