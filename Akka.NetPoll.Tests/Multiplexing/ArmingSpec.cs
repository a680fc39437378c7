using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>A backend that must be armed: for each event anew, however often that was said before.</summary>
public sealed class ArmingSpec
{
    private const long Key = (7L << 32) | 3;

    private readonly PollEvent[] _events = new PollEvent[4];

    [SkippableTheory]
    [MemberData(nameof(Backend.Armed), MemberType = typeof(Backend))]
    public void Armed_twice_before_anything_came_it_is_told_once(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pair = new SocketPair();
        Registration registration = multiplexer.Add(pair.Handle, Key).Registration!;

        multiplexer.Arm(registration, Readiness.Write);
        multiplexer.Arm(registration, Readiness.Write);

        multiplexer.Wait(_events, Eventually.Limit).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Write));
        multiplexer.Wait(_events, TimeSpan.Zero).Should().Be(0);
    }
}
