using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Descriptors;

/// <summary>A socket with its place in the poller: its system calls, its waits and its close. Both styles stand on it.</summary>
/// <remarks>
/// <para>Each call is one system call that does not block, and its outcome a value.</para>
/// <para>A caller that no close can overtake, such as the actor that owns the socket and closes it, just calls. Any other
/// counts itself in and out (<see cref="TryEnter"/>, <see cref="Exit"/>) around its system calls. The last one out, or the close
/// itself, takes the socket from the poller, which fails the waits, and only then closes the descriptor: so its number is never
/// another socket's under a running system call, nor does Socket.Dispose find a call to break off, which would reset the
/// connection.</para>
/// After internal/poll's FD and fdMutex.
/// </remarks>
internal sealed class PollFd(Socket socket, PollLoop loop)
{
    private const int Closing = 1, Closed = 2;

    // As much as the kernel keeps for a socket by default (the largest of net.ipv4.tcp_rmem), and not more.
    private const int DiscardedPerRead = 64 * 1024, DiscardingReads = 96;

    private PollDesc? _desc;
    private EndPoint? _local;
    private int _closed;
    private int _users = 1; // The owner, until it closes, and each system call that is counted in.
    private int _end; // Zero, Closing, Closed: never back.

    public Socket Socket => socket;

    /// <summary>From <see cref="Watch"/> on.</summary>
    public PollDesc Desc => _desc!;

    /// <summary>Our address, which the kernel is asked for once (a connect of datagrams changes it: note it anew). An IPv4 one on a dual-stack socket is an IPv4 address.</summary>
    public EndPoint? Local => _local ??= IsClosed ? null : SocketAddresses.Unmapped(socket.LocalEndPoint);

    /// <summary>The peer's, once it has been noted.</summary>
    public EndPoint? Remote { get; private set; }

    public bool IsWatched => _desc is not null;

    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Whether closing the descriptor may wait for what is not yet sent (SO_LINGER), also on a socket that does not block.</summary>
    public bool Lingers { get; set; }

    /// <summary>
    /// Whether the close throws away what has been received, so that it is no reset. It does so when no caller can read any more:
    /// one that read beside it would find a gap. It does not wait, nor take for ever what a peer never stops sending.
    /// </summary>
    public bool DiscardsOnClose { get; set; }

    /// <summary>False: a receive that fills less than its buffer has taken all there is. See <see cref="PollDesc.MustDrain"/>.</summary>
    public bool MustDrain => _desc!.MustDrain;

    /// <summary>A socket that is watched; one that cannot be watched is disposed of.</summary>
    /// <exception cref="MultiplexerException">The kernel refused, or the poller has stopped.</exception>
    public static PollFd Watched(Socket socket, PollLoop loop)
    {
        var fd = new PollFd(socket, loop);
        try
        {
            fd.Watch();
            return fd;
        }
        catch
        {
            fd.Close();
            throw;
        }
    }

    /// <summary>Has the poller watch the socket, which becomes non-blocking.</summary>
    /// <exception cref="MultiplexerException">The kernel refused, or the poller has stopped.</exception>
    public void Watch()
    {
        socket.Blocking = false;
        var desc = new PollDesc(socket, loop);
        if (loop.Watch(desc) is { } refusal) throw refusal;
        _desc = desc;
    }

    /// <summary>Notes both addresses, which can then still be told after the close.</summary>
    public void NoteAddresses()
    {
        _local = SocketAddresses.Unmapped(socket.LocalEndPoint);
        NoteRemote();
    }

    /// <summary>Notes the peer's, which the Socket knows by itself.</summary>
    public void NoteRemote() => Remote = socket.Connected ? SocketAddresses.Unmapped(socket.RemoteEndPoint) : null;

    public IoResult Receive(Span<byte> buffer) => socket.TryReceive(buffer);

    public IoResult Send(ReadOnlySpan<byte> data) => socket.TrySend(data);

    /// <summary>Sends the pieces with one system call.</summary>
    public IoResult Send(in ReadOnlySequence<byte> data) => socket.TrySend(data);

    /// <inheritdoc cref="Send(in ReadOnlySequence{byte})"/>
    public IoResult Send(ReadOnlySpan<ReadOnlyMemory<byte>> data) => socket.TrySend(data);

    /// <summary>Receives as many as there are, at most one for each; their number is the count.</summary>
    public IoResult Receive(ReadOnlySpan<Datagram> datagrams) => socket.TryReceive(datagrams);

    /// <summary>Sends from the front; the number that the kernel took is the count.</summary>
    public IoResult Send(ReadOnlySpan<Datagram> datagrams) => socket.TrySend(datagrams);

    /// <summary>The error that the kernel holds for the next system call, which it forgets.</summary>
    public SocketError TakeError() => ConnectSocket.TakeError(socket);

    /// <summary>Closes our direction.</summary>
    public SocketError ShutdownSend()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }

    /// <summary>Makes the close to come a reset (RST).</summary>
    public void ResetOnClose()
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already, or the peer was faster; there is nothing left to reset.
        }
    }

    /// <summary>Waits on behalf of an actor, which is told when the outcome is Parked.</summary>
    public WaitOutcome Wait(PollDirection direction, IActorRef waiter) => _desc!.Wait(direction, waiter);

    /// <summary>The same for something that is no actor.</summary>
    public WaitOutcome Wait(PollDirection direction, IPollWaiter waiter) => _desc!.Wait(direction, waiter);

    /// <summary>To be called before a system call that another thread's close could overtake; false when the socket is closed.</summary>
    public bool TryEnter()
    {
        Interlocked.Increment(ref _users);
        if (!IsClosed) return true;
        Exit();
        return false;
    }

    /// <summary>To be called after it.</summary>
    public void Exit()
    {
        // A caller that came after the close may count down to zero again, having called nothing: only the first one ends it.
        if (Interlocked.Decrement(ref _users) == 0 && Interlocked.CompareExchange(ref _end, Closing, 0) == 0) End();
    }

    /// <summary>Closes once, and returns when the descriptor is closed. False when it was closed already.</summary>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return false;
        Exit();
        var spin = new SpinWait();
        while (Volatile.Read(ref _end) != Closed) spin.SpinOnce(); // Other threads are inside a call that does not block.
        return true;
    }

    private void End()
    {
        try
        {
            if (_desc is not null) loop.Forget(_desc);
            if (DiscardsOnClose) Discard();
            using Blocking blocking = Lingers ? Blocking.Begin() : default;
            socket.Dispose();
        }
        finally
        {
            Volatile.Write(ref _end, Closed);
        }
    }

    private void Discard()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(DiscardedPerRead);
        for (int i = 0; i < DiscardingReads && Receive(buffer).Count > 0; i++)
        {
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}
