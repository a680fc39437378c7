using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>With macOS's layout and numbers; or on an emulation of kqueue, where there is one.</summary>
public sealed class KqueueMultiplexerSpec() : MultiplexerSpec(Create())
{
    private static KqueueMultiplexer Create() =>
        KqueueLibrary.IsThere ? new KqueueMultiplexer() : new KqueueMultiplexer(new KqueueModel(eventSize: 32, userFilter: -10));

    // sys/event.h of macOS, and of FreeBSD up to ext[4], on 64-bit systems.
    [Fact]
    public void Its_event_has_the_layout_that_the_systems_have_in_common()
    {
        Unsafe.SizeOf<KqueueEvent>().Should().Be(32);
        Unsafe.SizeOf<KqueueTime>().Should().Be(16);
        (string, int)[] offsets = [(nameof(KqueueEvent.Descriptor), 0), (nameof(KqueueEvent.Filter), 8), (nameof(KqueueEvent.Flags), 10),
            (nameof(KqueueEvent.FilterFlags), 12), (nameof(KqueueEvent.Data), 16), (nameof(KqueueEvent.Key), 24)];
        offsets.Should().OnlyContain(field => Marshal.OffsetOf<KqueueEvent>(field.Item1) == field.Item2);
    }

    [Fact]
    public void A_system_without_it_is_told_which_have_it()
    {
        Action make = () => new KqueueMultiplexer(new NoKqueue()).Dispose();

        make.Should().Throw<PlatformNotSupportedException>().WithMessage("*macOS or FreeBSD*");
    }

    private sealed unsafe class NoKqueue : IKqueueCalls
    {
        public int EventSize => 32;

        public short UserFilter => -10;

        public int Open() => throw new EntryPointNotFoundException();

        public int Exchange(int queue, byte* changes, int changed, byte* events, int room, KqueueTime* timeout) => throw new NotSupportedException();

        public void Close(int queue)
        {
        }
    }
}

/// <summary>With FreeBSD's layout and numbers.</summary>
public sealed class KqueueMultiplexerOnFreeBsdSpec() : MultiplexerSpec(new KqueueMultiplexer(new KqueueModel(eventSize: 64, userFilter: -11)));
