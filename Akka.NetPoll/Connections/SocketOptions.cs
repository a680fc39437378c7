using System.Net.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>The options of connected sockets.</summary>
internal static class SocketOptions
{
    private static readonly LingerOption Reset = new(true, 0);

    /// <summary>What the settings say; Go's defaults when they say nothing.</summary>
    public static void Apply(Socket socket, ConnectionSettings settings)
    {
        if (settings.ReceiveBufferSize > 0) socket.ReceiveBufferSize = settings.ReceiveBufferSize;
        if (settings.SendBufferSize > 0) socket.SendBufferSize = settings.SendBufferSize;
        if (socket.ProtocolType != ProtocolType.Tcp) return;

        if (settings.NoDelay) socket.NoDelay = true;
        if (settings.KeepAliveIdle <= TimeSpan.Zero) return;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Seconds(settings.KeepAliveIdle));
        if (settings.KeepAliveInterval <= TimeSpan.Zero) return;
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Seconds(settings.KeepAliveInterval));
    }

    /// <summary>Makes the close to come a reset (RST).</summary>
    public static void ResetOnClose(Socket? socket)
    {
        try
        {
            if (socket is not null) socket.LingerState = Reset;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already, or the peer was faster; there is nothing left to reset.
        }
    }

    /// <summary>Closes our direction.</summary>
    public static SocketError ShutdownSend(Socket socket)
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

    // Up, never down: 1.5 seconds is 2, as in Go.
    private static int Seconds(TimeSpan time) => (int)Math.Min(int.MaxValue, Math.Ceiling(time.TotalSeconds));
}
