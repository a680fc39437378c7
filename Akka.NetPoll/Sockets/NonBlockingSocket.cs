using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>System calls on a non-blocking socket: one call, its outcome a value, a signal's interruption retried.</summary>
internal static class NonBlockingSocket
{
    public static IoResult TryReceive(this Socket socket, Span<byte> buffer)
    {
        while (true)
        {
            int count = socket.Receive(buffer, SocketFlags.None, out SocketError error);
            if (error != SocketError.Interrupted) return new IoResult(count, error);
        }
    }

    public static IoResult TrySend(this Socket socket, ReadOnlySpan<byte> data)
    {
        while (true)
        {
            int count = socket.Send(data, SocketFlags.None, out SocketError error);
            if (error != SocketError.Interrupted) return new IoResult(count, error);
        }
    }

    /// <summary>Takes the next connection of a listener. What is accepted still blocks.</summary>
    /// <returns>Success, WouldBlock or the kernel's error; for the last two there is no socket.</returns>
    public static SocketError TryAccept(this Socket listener, out Socket? accepted)
    {
        accepted = null;
        try
        {
            // Accept throws when there is nothing to accept, which is dear; asking first costs a system call. accept4 called
            // directly would not throw, but the Socket made from its descriptor asks the kernel eight questions about it.
            if (!listener.Poll(0, SelectMode.SelectRead)) return SocketError.WouldBlock;
            accepted = listener.Accept();
            return SocketError.Success;
        }
        catch (SocketException refused)
        {
            // The connection may have gone between the two calls, or been taken by another process.
            return refused.SocketErrorCode;
        }
    }
}
