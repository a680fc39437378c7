using System.Net.Sockets;
using Akka.NetPoll.Multiplexing;
using AwesomeAssertions;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>What wakes a multiplexer, on this system and on those without an eventfd.</summary>
public sealed class WakerSpec
{
    public static TheoryData<string> Kinds => new("eventfd", "pipe");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_readable_from_the_first_wake_until_it_is_drained(string kind)
    {
        using Waker waker = Create(kind);
        IsReadable(waker).Should().BeFalse();

        waker.Wake();
        IsReadable(waker).Should().BeTrue();

        waker.Drain();
        IsReadable(waker).Should().BeFalse();
        waker.Wake();
        IsReadable(waker).Should().BeTrue("a later wake is a new one");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_number_of_wakes_is_one(string kind)
    {
        using Waker waker = Create(kind);

        Parallel.For(0, 100_000, _ => waker.Wake()); // More than a pipe holds.

        waker.Drain();
        IsReadable(waker).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Waking_and_draining_allocate_nothing(string kind)
    {
        using Waker waker = Create(kind);
        Round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Round();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Round()
        {
            waker.Wake();
            waker.Drain();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Disposed_it_wakes_no_more_and_is_disposed_again_in_vain(string kind)
    {
        Waker waker = Create(kind);
        waker.Dispose();

        waker.Invoking(disposed => disposed.Wake()).Should().NotThrow();
        waker.Invoking(disposed => disposed.Dispose()).Should().NotThrow();
    }

    [Fact]
    public void On_Linux_it_is_an_eventfd()
    {
        using var waker = Waker.Create();

        waker.Should().BeOfType<EventWaker>();
    }

    private static Waker Create(string kind) => kind == "pipe" ? new PipeWaker() : new EventWaker();

    private static unsafe bool IsReadable(Waker waker)
    {
        var asked = new pollfd { fd = waker.Descriptor, events = LibC.POLLIN };
        return LibC.poll(&asked, 1, 0) == 1;
    }
}
