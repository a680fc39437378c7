using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>A connect that does not block: begin it, wait until the socket is writable, ask how it ended.</summary>
internal static class ConnectSocket
{
    /// <summary>Success, WouldBlock when the answer comes later, or why not.</summary>
    /// <exception cref="SocketException">A unix socket did not connect: it never does later (EAGAIN is a full queue).</exception>
    public static SocketError Begin(Socket socket, EndPoint remote)
    {
        try
        {
            return Connect(socket, remote);
        }
        catch (SocketException e) when (e.IsNoSuchFile(remote))
        {
            throw SocketErrors.NoSuchFile(remote);
        }
        catch (SocketException e) when (remote.AddressFamily != AddressFamily.Unix || OperatingSystem.IsWindows())
        {
            return e.SocketErrorCode; // EINPROGRESS is WouldBlock to .NET.
        }
    }

    /// <summary>How it ended; WouldBlock when it has not, for the poller may wake a waiter without cause (golang/go#14548).</summary>
    /// <remarks>
    /// The kernel tells an error once. Socket.Connected, LocalEndPoint and RemoteEndPoint ask for it too, while a connect is under
    /// way, and throw it away: with a reset between our look and theirs the connect would look as if it went on for ever.
    /// They are let alone until the second connect below has told the Socket that it is connected. A reset can come between any
    /// two of these calls; whichever comes after it finds either the error or a socket that is not connected any more.
    /// </remarks>
    /// <param name="socket">For which <see cref="Begin"/> said WouldBlock.</param>
    /// <param name="remote">The same as was given to it.</param>
    public static SocketError Outcome(Socket socket, EndPoint remote)
    {
        if (OperatingSystem.IsWindows()) return OutcomeOnWindows(socket);
        SocketError error = TakeError(socket);
        if (error != SocketError.Success) return error;
        // Neither connected nor failed: poll(2) takes no error.
        if (!socket.Poll(0, SelectMode.SelectWrite)) return SocketError.WouldBlock;
        try
        {
            // The end of a connect is told to the next one: 0, or the error that has come since (connect(2), and Linux's
            // __inet_stream_connect, where a socket that is not connecting any more answers in this way once).
            return Connect(socket, remote);
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }

    // There a second connect would only be told that there has been one, and a failure is an exception to select, which leaves
    // the error to be asked for. Connected asks select too, and takes nothing.
    private static SocketError OutcomeOnWindows(Socket socket)
    {
        if (socket.Poll(0, SelectMode.SelectError)) return OrReset(TakeError(socket));
        return socket.Poll(0, SelectMode.SelectWrite) ? NotePeer(socket) : SocketError.WouldBlock;
    }

    private static SocketError Connect(Socket socket, EndPoint remote)
    {
        if (socket.SocketType == SocketType.Dgram) WindowsOptions.TellUnreachable(socket, true);
        socket.Connect(remote);
        return NotePeer(socket);
    }

    private static SocketError NotePeer(Socket socket)
    {
        try
        {
            // The Socket remembers it from here on. Asked later it might not be had: a connection that was reset has no peer.
            _ = socket.RemoteEndPoint;
            return SocketError.Success;
        }
        catch (SocketException)
        {
            return OrReset(TakeError(socket));
        }
    }

    private static SocketError OrReset(SocketError error) => error == SocketError.Success ? SocketError.ConnectionReset : error;

    /// <summary>The error that the kernel holds for the next system call, which it forgets (SO_ERROR).</summary>
    public static SocketError TakeError(Socket socket) =>
        OperatingSystem.IsLinux() ? Linux.SocketOptions.TakeError(socket) : Portable.SocketOptions.TakeError(socket);
}
