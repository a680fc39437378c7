using System.Net.Sockets;
using Akka.Event;
using Akka.NetPoll.Serialization;

namespace Akka.NetPoll.Polling;

/// <summary>The messages of the poller; its reference is <c>system.NetPoll().Poller</c>.</summary>
public static class Poller
{
    /// <summary>What may be asked of the poller.</summary>
    public abstract record Command : ILocalMessage;

    /// <summary>What the poller tells.</summary>
    public abstract record Event : ILocalMessage;

    /// <summary>Watches a socket. Answered <see cref="Registered"/>, or <see cref="Failed"/> with the cause.</summary>
    /// <remarks>The socket becomes non-blocking. Do not use its asynchronous methods: they would put another epoll under this one.</remarks>
    public sealed record Register(Socket Socket) : Command;

    /// <summary>The socket is watched from now on; what is ready already has been noted.</summary>
    public sealed record Registered(PollDesc Desc) : Event;

    /// <summary>Answered <see cref="ReadReady"/> or <see cref="WaitFailed"/>, once. Use <see cref="PollDesc.WaitRead"/>.</summary>
    public sealed record WaitRead(PollDesc Desc) : Command;

    /// <summary>Answered <see cref="WriteReady"/> or <see cref="WaitFailed"/>, once. Use <see cref="PollDesc.WaitWrite"/>.</summary>
    public sealed record WaitWrite(PollDesc Desc) : Command;

    /// <summary>A read may succeed now. A hint: it may still say WouldBlock, then wait again.</summary>
    public sealed record ReadReady : Event, IDeadLetterSuppression
    {
        private ReadReady()
        {
        }

        /// <summary>The only one.</summary>
        public static ReadReady Instance { get; } = new();
    }

    /// <summary>A write may succeed now. A hint: it may still say WouldBlock, then wait again.</summary>
    public sealed record WriteReady : Event, IDeadLetterSuppression
    {
        private WriteReady()
        {
        }

        /// <summary>The only one.</summary>
        public static WriteReady Instance { get; } = new();
    }

    /// <summary>Both directions of the socket have ended, or an error has ended them, whatever is being waited for. Told once.</summary>
    /// <remarks>See <see cref="PollDesc.TellHangUp"/>. Data may still be there to be read.</remarks>
    public sealed record HungUp : Event, IDeadLetterSuppression
    {
        private HungUp()
        {
        }

        /// <summary>The only one.</summary>
        public static HungUp Instance { get; } = new();
    }

    /// <summary>Sets, moves or (with <see cref="Deadline.None"/>) takes away the deadline of a direction or both. Not answered.</summary>
    /// <remarks>It holds for the pending wait and all future ones until it is set again. On a closing socket nothing happens.</remarks>
    public sealed record SetDeadline(PollDesc Desc, PollDirection Direction, Deadline Deadline) : Command;

    /// <summary>Fails the waiters and forgets the socket. Answered <see cref="Unregistered"/>; only then dispose the socket.</summary>
    public sealed record Unregister(PollDesc Desc) : Command;

    /// <summary>As <see cref="Unregister"/>, and disposes the socket too. Answered <see cref="Unregistered"/>.</summary>
    /// <remarks>For an owner that cannot wait for the answer, because it is stopping.</remarks>
    public sealed record Close(PollDesc Desc) : Command;

    /// <summary>The socket is watched no more, and is its owner's to dispose.</summary>
    public sealed record Unregistered(PollDesc Desc) : Event;

    /// <summary>A wait has ended without readiness.</summary>
    /// <param name="Direction">What was waited for.</param>
    /// <param name="Cause">
    /// <see cref="ObjectDisposedException"/>: unregistered, or the poller has stopped.
    /// <see cref="TimeoutException"/>: the deadline has passed.
    /// <see cref="NotSupportedException"/>: the kernel cannot poll this descriptor.
    /// <see cref="InvalidOperationException"/>: another waiter holds this direction.
    /// <see cref="Multiplexing.MultiplexerException"/>: it could not be watched again after the poller restarted.
    /// </param>
    public sealed record WaitFailed(PollDirection Direction, Exception Cause) : Event, IDeadLetterSuppression;

    /// <summary>A request could not be carried out.</summary>
    public sealed record Failed(object Request, Exception Cause) : Event;
}
