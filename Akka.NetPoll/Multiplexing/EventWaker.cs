using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Akka.NetPoll.Multiplexing;

/// <summary>A waker of one descriptor, eventfd(2).</summary>
internal sealed unsafe class EventWaker : Waker
{
    private readonly int _eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

    public EventWaker()
    {
        if (_eventfd < 0) throw new MultiplexerException("eventfd", errno);
    }

    public override int Descriptor => _eventfd;

    protected override void Write()
    {
        ulong one = 1;
        write(_eventfd, &one, sizeof(ulong)); // Does not block, so no signal interrupts it (signal(7)).
    }

    protected override void Read()
    {
        ulong ignored;
        read(_eventfd, &ignored, sizeof(ulong)); // Does not block either.
    }

    protected override void Close() => close(_eventfd);
}
