using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>A connect that does not block: begin it, wait until the socket is writable, ask how it ended.</summary>
internal static class ConnectSocket
{
    /// <summary>A non-blocking socket for this peer, bound when a local address is asked for.</summary>
    public static Socket Create(EndPoint remote, EndPoint? local)
    {
        Socket socket = NewSocket.Create(remote, SocketType.Stream);
        try
        {
            if (local is not null) socket.Bind(local);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Success, WouldBlock when the answer comes later, or why not.</summary>
    /// <exception cref="SocketException">A unix socket did not connect: it never does later (EAGAIN is a full queue).</exception>
    public static SocketError Begin(Socket socket, EndPoint remote)
    {
        try
        {
            socket.Connect(remote);
            return SocketError.Success;
        }
        catch (SocketException e) when (e.IsNoSuchFile(remote))
        {
            throw SocketErrors.NoSuchFile(remote);
        }
        catch (SocketException e) when (remote.AddressFamily != AddressFamily.Unix)
        {
            return e.SocketErrorCode; // EINPROGRESS is WouldBlock to .NET.
        }
    }

    /// <summary>How it ended; WouldBlock when it has not: a wake-up that finds neither an error nor a peer was spurious (golang/go#14548).</summary>
    public static SocketError Outcome(Socket socket)
    {
        var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        return error == SocketError.Success && !socket.Connected ? SocketError.WouldBlock : error;
    }
}
