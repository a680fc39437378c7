using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Descriptors;

/// <summary>A descriptor that listens: it accepts, keeping descriptors free, and deletes a unix socket's file before it closes.</summary>
/// <remarks>Accepting is done by one thread at a time, closing by any.</remarks>
internal sealed class ListenFd
{
    private readonly ListenRequest _request;
    private readonly DescriptorReserve _reserve;
    private int _closed;

    private ListenFd(PollFd fd, ListenRequest request)
    {
        (PollFd, _request) = (fd, request);
        _reserve = new DescriptorReserve(request.DescriptorReserve);
    }

    public PollFd PollFd { get; }

    /// <summary>Where it listens; with port 0 asked for, the port that the kernel chose.</summary>
    public EndPoint Local => PollFd.Local!;

    /// <summary>Whether the last accept failed to keep descriptors free; the text says so.</summary>
    public string? WhyShort { get; private set; }

    /// <summary>Bound and watched; one of a stream listens.</summary>
    /// <exception cref="OpenException">The kernel's own error: the address is in use, is not ours, is not allowed.</exception>
    public static ListenFd Open(ListenRequest request, PollLoop loop)
    {
        OpenStep step = OpenStep.Socket;
        try
        {
            Socket socket = NewSocket.Create(request.LocalEndPoint, request.Type, request.DualStack, socket => Prepare(socket, request, ref step));
            step = OpenStep.Watch;
            var fd = PollFd.Watched(socket, loop);
            fd.NoteAddresses();
            return new ListenFd(fd, request);
        }
        catch (Exception cause)
        {
            if (step > OpenStep.Bind) Unlink(request); // The file is ours only once it has been bound.
            throw new OpenException(request.LocalEndPoint, step, cause);
        }
    }

    /// <summary>Takes the next connection; one that was gone before it was accepted is passed over.</summary>
    /// <returns>Success, WouldBlock or the kernel's error. Too many open sockets also when one waits and the next descriptor is reserved.</returns>
    /// <remarks>
    /// Without any descriptor the runtime can neither load an assembly nor start a thread, not even the timer's: whatever the caller
    /// does about the error could end the process.
    /// </remarks>
    public SocketError TryAccept(out Socket? accepted)
    {
        (accepted, WhyShort) = (null, null);
        if (_reserve.IsReached(PollFd.Socket))
        {
            if (!PollFd.Socket.Poll(0, SelectMode.SelectRead)) return SocketError.WouldBlock;
            WhyShort = _reserve.ToString();
            return SocketError.TooManyOpenSockets;
        }

        SocketError error;
        do error = _request.TryAccept(PollFd.Socket, out accepted);
        while (error.IsAbortedAccept());
        if (accepted is not null) _reserve.Note(accepted);
        return error;
    }

    /// <summary>Closes once; the address can be bound again when this returns.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        Unlink(_request); // Before the close: after it another listener may have made the file anew.
        PollFd.Close();
    }

    private static void Prepare(Socket socket, ListenRequest request, ref OpenStep step)
    {
        step = OpenStep.Bind;
        if (request.ReusePort) ReusePort.Set(socket);
        else WindowsOptions.ClaimAddress(socket);
        request.Control?.Invoke(socket);
        try
        {
            socket.BindOwningFile(request.LocalEndPoint);
        }
        catch (SocketException e) when (e.IsNoSuchFile(request.LocalEndPoint))
        {
            throw SocketErrors.NoSuchFile(request.LocalEndPoint);
        }

        step = OpenStep.Listen;
        if (request.Type == SocketType.Stream) socket.Listen(request.Backlog);
    }

    private static void Unlink(ListenRequest request)
    {
        if (request.UnlinkOnClose) UnixSocketFile.Delete(request.LocalEndPoint);
    }
}
