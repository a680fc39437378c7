using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>A descriptor of the blocking style: its turns, its threads that wait, and how its errors are named.</summary>
/// <remarks>
/// Any thread may call any member. Reads take turns with reads and writes with writes (a whole write is one turn); a close wakes
/// the operation that holds a turn, and fails it and each that takes the turn after it.
/// </remarks>
internal sealed class NetFd
{
    private readonly ConnectionsExtension _netPoll;
    private BlockingWaiter? _readBlocker, _writeBlocker;

    public NetFd(NetNetwork network, PollFd fd, ConnectionsExtension netPoll)
    {
        (Network, PollFd, _netPoll) = (network, fd, netPoll);
        fd.NoteAddresses();
    }

    public NetNetwork Network { get; }

    public PollFd PollFd { get; }

    public Socket Socket => PollFd.Socket;

    public EndPoint? Local => PollFd.Local;

    public EndPoint? Remote => PollFd.Remote;

    public SemaphoreSlim ReadTurn { get; } = new(1, 1);

    public SemaphoreSlim WriteTurn { get; } = new(1, 1);

    public bool IsClosed => PollFd.IsClosed;

    /// <summary>The system's settings.</summary>
    public ConnectionsSettings Settings => _netPoll.Settings;

    /// <summary>Waits for the turn. What awaits that goes on on a worker: a semaphore would resume it on a thread of the thread pool.</summary>
    public async ValueTask EnterAsync(SemaphoreSlim turn, CancellationToken cancellation = default)
    {
        Task entered = turn.WaitAsync(cancellation);
        bool waits = !entered.IsCompleted;
        await entered.ConfigureAwait(false);
        if (waits) await ToWorker();
    }

    public NetOperationName Name(string operation) => new(operation, Network.Name, Local, Remote);

    /// <summary>To be called before an operation's first system call.</summary>
    /// <returns>Why it cannot begin, or null.</returns>
    public Exception? Prepare(PollDirection direction, string operation) => Failure(PollFd.Desc.Reset(direction), operation);

    /// <summary>Waits on this thread.</summary>
    /// <param name="timeout">Milliseconds, or <see cref="Timeout.Infinite"/>; a deadline may end the wait sooner.</param>
    public Exception? Block(PollDirection direction, string operation, int timeout)
    {
        BlockingWaiter waiter = direction == PollDirection.Read ? _readBlocker ??= new() : _writeBlocker ??= new();
        waiter.Reset();
        WaitOutcome outcome = PollFd.Wait(direction, waiter);
        if (outcome != WaitOutcome.Parked) return Failure(outcome, operation);
        if (waiter.Wait(timeout) || !PollFd.Desc.Unpark(direction, waiter))
        {
            waiter.Wait(Timeout.Infinite); // Another thread has taken it out and is about to wake it.
            return IsClosed ? Name(operation).Closed() : null;
        }

        return Name(operation).TimedOut();
    }

    public Exception? Failure(WaitOutcome outcome, string operation) => outcome switch
    {
        WaitOutcome.Ready or WaitOutcome.Parked => null,
        WaitOutcome.Closing => Name(operation).Closed(),
        WaitOutcome.DeadlineExceeded => Name(operation).TimedOut(),
        WaitOutcome.NotPollable => Name(operation).Failed("not pollable"),
        _ => Name(operation).Failed("another operation waits for this direction"),
    };

    /// <summary>A system call's error; one that our own close caused says so.</summary>
    public Exception Failure(SocketError error, string operation) =>
        IsClosed ? Name(operation).Closed() : Name(operation).Failed(error, operation);

    public void SetDeadline(PollDirection direction, Deadline deadline)
    {
        if (IsClosed) throw Name("set").Closed();
        PollFd.Desc.SetDeadline(direction, deadline);
    }

    /// <summary>Goes on, on a worker, with an operation that was woken: beside the poll, not inside it.</summary>
    public void Schedule(NetOperation operation) => _netPoll.Runtime.Workers.Execute(operation);

    /// <summary>Goes on on a worker, as after any wait for the socket.</summary>
    public WorkerSwitch ToWorker() => new(_netPoll.Runtime.Workers);
}
