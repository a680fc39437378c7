using System.Net;
using Akka.NetPoll.Connections;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What the events look like in a log.</summary>
public sealed class EventTextSpec
{
    private static readonly IPEndPoint Address = new(IPAddress.Loopback, 80);

    [Fact]
    public void A_bind_that_failed_is_one_line() => new Tcp.CommandFailed(new Tcp.Bind(Address, new ListenOptions()), Thrown())
        .ToString().Should().Be("CommandFailed { Bind { 127.0.0.1:80 }, InvalidOperationException: no }");

    [Fact]
    public void A_datagram_that_failed_is_one_line() => new Udp.CommandFailed(new Udp.Send(new byte[3], Address), Thrown())
        .ToString().Should().MatchRegex(@"^CommandFailed \{ Send \{.*\}, InvalidOperationException: no \}$");

    [Fact]
    public void An_end_is_one_line_with_its_cause() =>
        new Tcp.Closed(CloseReason.Error, Thrown()).ToString().Should().Be("Closed { Error, InvalidOperationException: no }");

    [Fact]
    public void An_end_without_a_cause_is_its_reason() => new Tcp.Closed(CloseReason.PeerClosed).ToString().Should().Be("Closed { PeerClosed }");

    // Only one that was thrown has a stack.
    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("no");
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
