using System.Collections.Concurrent;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A waiter that keeps what it was told, in order.</summary>
internal sealed class RecordingWaiter : IPollWaiter
{
    public ConcurrentQueue<object> Told { get; } = new();

    public void Ready(PollDirection direction) => Told.Enqueue(direction);

    public void Failed(PollDirection direction, Exception cause) => Told.Enqueue(cause);
}
