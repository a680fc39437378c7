using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>A watched socket of the blocking style: its locks, its close, and the operations that wait on it.</summary>
/// <remarks>
/// Any thread may call any member. Reads take turns with reads and writes with writes (a whole write is one turn); close
/// frees everybody: whoever holds a turn is woken and fails, and so does each that takes the turn after it. Users are
/// counted, and the last one out takes the socket from the poller and closes the descriptor, which therefore is never
/// reused under a running system call; nor does Socket.Dispose find one to break off, which would reset the connection.
/// After internal/poll's FD and fdMutex.
/// </remarks>
internal sealed class NetFd
{
    private const int Going = 1, Gone = 2;

    private readonly NetPoll _netPoll;
    private BlockingWaiter? _readBlocker, _writeBlocker;
    private int _closed;
    private int _users = 1; // The owner, until it closes, and each running system call.
    private int _gone; // Zero, Going, Gone: never back.

    public NetFd(NetNetwork network, PollDesc desc, NetPoll netPoll)
    {
        Network = network;
        Desc = desc;
        _netPoll = netPoll;
        Connected();
    }

    public NetNetwork Network { get; }

    public PollDesc Desc { get; }

    public Socket Socket => Desc.Socket;

    public EndPoint? Local { get; private set; }

    public EndPoint? Remote { get; private set; }

    public SemaphoreSlim ReadTurn { get; } = new(1, 1);

    public SemaphoreSlim WriteTurn { get; } = new(1, 1);

    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Whether closing the descriptor may wait for what is not yet sent (SO_LINGER), also on a socket that does not block.</summary>
    public bool Lingers { get; set; }

    public NetPollSettings Settings => _netPoll.Settings;

    public NetOperationName Name(string operation) => new(operation, Network.Name, Local, Remote);

    /// <summary>Notes the addresses, which are still answered after the close.</summary>
    public void Connected()
    {
        Local = SocketAddresses.Unmapped(Socket.LocalEndPoint);
        Remote = Socket.Connected ? SocketAddresses.Unmapped(Socket.RemoteEndPoint) : null;
    }

    /// <summary>To be called before an operation's first system call.</summary>
    /// <returns>Why it cannot begin, or null.</returns>
    public Exception? Prepare(PollDirection direction, string operation) => Failure(Desc.Reset(direction), operation);

    /// <summary>Waits on this thread.</summary>
    /// <param name="timeout">Milliseconds, or <see cref="Timeout.Infinite"/>; a deadline may end the wait sooner.</param>
    public Exception? Block(PollDirection direction, string operation, int timeout)
    {
        var waiter = direction == PollDirection.Read ? _readBlocker ??= new() : _writeBlocker ??= new();
        waiter.Reset();
        var outcome = Desc.Wait(direction, waiter);
        if (outcome != WaitOutcome.Parked) return Failure(outcome, operation);
        if (waiter.Wait(timeout) || !Desc.Unpark(direction, waiter))
        {
            waiter.Wait(Timeout.Infinite); // Taken out by somebody who is about to tell it.
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
        Desc.SetDeadline(direction, deadline);
    }

    /// <summary>Goes on with an operation whose socket has become ready: beside the poll, not inside it.</summary>
    public void Schedule(NetOperation operation) => _netPoll.Workers.Execute(operation);

    /// <summary>Goes on on a worker, as after any wait for the socket.</summary>
    public WorkerSwitch ToWorker() => new(_netPoll.Workers);

    /// <summary>To be called around system calls; false when it is closed.</summary>
    public bool TryEnter()
    {
        Interlocked.Increment(ref _users);
        if (!IsClosed) return true;
        Exit();
        return false;
    }

    public void Exit()
    {
        // One that came after the close may count down to zero again, having called nothing: only the first destroys.
        if (Interlocked.Decrement(ref _users) == 0 && Interlocked.CompareExchange(ref _gone, Going, 0) == 0) Destroy();
    }

    /// <summary>Closes once, and returns when the descriptor is closed. False when it was closed already.</summary>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return false;

        Desc.Close();
        Exit();
        var spin = new SpinWait();
        while (Volatile.Read(ref _gone) != Gone) spin.SpinOnce(); // Others are inside a call that does not block.
        return true;
    }

    private void Destroy()
    {
        try
        {
            _netPoll.Loop.Forget(Desc);
            using Blocking blocking = Lingers ? Blocking.Begin() : default;
            Socket.Dispose();
        }
        finally
        {
            Volatile.Write(ref _gone, Gone);
        }
    }
}
