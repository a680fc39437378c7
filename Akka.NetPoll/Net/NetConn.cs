using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>A connection in the blocking style: a stream that holds no thread while an asynchronous call waits.</summary>
/// <remarks>
/// Any thread may call any member, also at once: reads take turns, whole writes take turns, and <see cref="Stream.Close"/>
/// frees every waiting caller with an <see cref="ObjectDisposedException"/>. A read or write that can go at once completes
/// synchronously; one that waits allocates nothing. Failures are <see cref="NetException"/>s; that of a passed deadline says
/// <see cref="NetException.IsTimeout"/>. After Go's net.Conn.
/// </remarks>
public sealed partial class NetConn : NetStream
{
    private readonly NetFd _fd;
    private ReadOperation? _idleRead;
    private WriteOperation? _idleWrite;

    internal NetConn(NetFd fd) => _fd = fd;

    /// <summary>The address on this side; still answered after the close.</summary>
    public EndPoint? LocalEndPoint => _fd.Local;

    /// <summary>The peer's address; still answered after the close.</summary>
    public EndPoint? RemoteEndPoint => _fd.Remote;

    /// <summary>The socket, for options that this class has no name for. Do not read, write or close it, and never use its asynchronous methods.</summary>
    public Socket Socket => _fd.Socket;

    internal NetFd Fd => _fd;

    /// <summary>A read has come to the end of the peer's stream.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Sends small writes at once instead of gathering them; true on new TCP connections, as in Go.</summary>
    public bool NoDelay
    {
        get => Option(socket => socket.NoDelay);
        set => Option(socket => socket.NoDelay = value);
    }

    /// <summary>Sets when the system probes an idle connection. See <see cref="Net.KeepAlive.Default"/>.</summary>
    public void SetKeepAlive(KeepAlive keepAlive) => Option(socket =>
    {
        keepAlive.ApplyTo(socket);
        return true;
    });

    /// <summary>What close does with bytes not yet sent: null sends them behind its back, zero discards them and resets the connection, more waits so many seconds.</summary>
    public void SetLinger(int? seconds)
    {
        Option(socket => socket.LingerState = new LingerOption(seconds is not null, seconds ?? 0));
        _fd.PollFd.Lingers = seconds > 0;
    }

    /// <summary>Sets when pending and future reads and writes time out. Absolute and sticky: it holds until it is set again.</summary>
    public void SetDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Both, deadline);

    /// <summary>Sets when pending and future reads time out; a read that has data still fails after it.</summary>
    public void SetReadDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Read, deadline);

    /// <summary>Sets when pending and future writes time out.</summary>
    public void SetWriteDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Write, deadline);

    /// <summary>Ends reading: what has come is still read, then the end of the stream.</summary>
    public void CloseRead() => Shut(SocketShutdown.Receive);

    /// <summary>Ends writing: the peer reads the end of the stream once it has read everything; reading goes on.</summary>
    public void CloseWrite() => Shut(SocketShutdown.Send);

    internal void NoteEnd() => HasEnded = true;

    /// <summary>As <see cref="CloseRead"/>, for the ServeActor, when the method may have closed the connection or the peer reset it by now.</summary>
    internal void EndReading() => Try(static socket => socket.Shutdown(SocketShutdown.Receive));

    /// <summary>Makes the close to come a reset, if it is not closed yet.</summary>
    internal void ResetOnClose() => Try(_ => _fd.PollFd.ResetOnClose());

    /// <summary>The close to come throws away what has been received, so that it is no reset.</summary>
    internal void DiscardOnClose() => _fd.PollFd.DiscardsOnClose = true;

    /// <summary>For the ServeActor, which closes when the method has ended: a clean end, unless it would pass off a part as the whole.</summary>
    internal void PrepareToClose()
    {
        if (_fd.WriteTurn.CurrentCount == 0) ResetOnClose(); // A write is under way, and its rest will be lost.
        else DiscardOnClose();
    }

    internal void Return(ReadOperation operation) => Volatile.Write(ref _idleRead, operation);

    internal void Return(WriteOperation operation) => Volatile.Write(ref _idleWrite, operation);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _fd.PollFd.Close();
        base.Dispose(disposing);
    }

    private void Shut(SocketShutdown how) => Option(socket =>
    {
        socket.Shutdown(how);
        return true;
    }, "shutdown");

    private void Try(Action<Socket> use)
    {
        if (!_fd.PollFd.TryEnter()) return;
        try
        {
            use(_fd.Socket);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // Its peer has reset it, and there is nothing left to do.
        }
        finally
        {
            _fd.PollFd.Exit();
        }
    }

    private T Option<T>(Func<Socket, T> use, string operation = "set")
    {
        if (!_fd.PollFd.TryEnter()) throw _fd.Name(operation).Closed();
        try
        {
            return use(_fd.Socket);
        }
        catch (SocketException e)
        {
            throw _fd.Failure(e.SocketErrorCode, operation);
        }
        finally
        {
            _fd.PollFd.Exit();
        }
    }
}
