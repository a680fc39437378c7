using System.Net.Security;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Tls;

/// <summary>What an engine holds of what was written before it can encrypt, without a network.</summary>
public sealed class TlsEngineSpec
{
    [Fact]
    public void The_marks_behind_what_it_holds_stand_in_order()
    {
        using TlsEngine engine = Handshaking();

        engine.Write(new byte[3].AsMemory());
        engine.Mark("first");
        engine.Write(new byte[4].AsSpan());
        engine.Mark("second");

        engine.HeldMarks.Should().Equal("first", "second");
        engine.HeldBytes.Should().Be(7);
        engine.HeldPieces.Should().Be(4);
        engine.Release().Should().BeNull("there are no keys yet");
    }

    [Fact]
    public void It_asks_for_bytes_and_gives_those_that_begin_its_handshake()
    {
        using TlsEngine engine = Handshaking();

        engine.Pipe.IsReading.Should().BeTrue();
        engine.Pipe.HasOutput.Should().BeTrue();
        engine.Pipe.TakeOutput(out int length)![0].Should().Be(22, "that is a record of the handshake's");
        length.Should().BePositive();
        engine.Advance().Should().BeFalse();
    }

    private static TlsEngine Handshaking()
    {
        var client = new SslClientAuthenticationOptions { TargetHost = "chat.example" };
        var engine = new TlsEngine(
            new TlsHandshake((stream, cancellation) => stream.AuthenticateAsClientAsync(client, cancellation), TimeSpan.Zero, true), () => { });
        engine.Begin();
        return engine;
    }
}
