using System.Net.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>The options of connected sockets.</summary>
internal static class SocketOptions
{
    // What Linux takes at most (MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL): about 9 hours.
    private const int MostSeconds = 32_767;

    /// <summary>What the settings say; Go's defaults when they say nothing.</summary>
    public static void Apply(Socket socket, ConnectionSettings settings)
    {
        if (settings.ReceiveBufferSize > 0) socket.ReceiveBufferSize = settings.ReceiveBufferSize;
        if (settings.SendBufferSize > 0) socket.SendBufferSize = settings.SendBufferSize;
        if (socket.ProtocolType != ProtocolType.Tcp) return;

        if (settings.NoDelay) socket.NoDelay = true;
        if (settings.KeepAliveIdle <= TimeSpan.Zero) return;
        KeepAlive(
            socket,
            settings.KeepAliveIdle,
            settings.KeepAliveInterval > TimeSpan.Zero ? settings.KeepAliveInterval : null,
            settings.KeepAliveCount > 0 ? settings.KeepAliveCount : null);
    }

    /// <summary>Has the kernel probe whether the peer still lives; what is null stays as the system has it.</summary>
    public static void KeepAlive(Socket socket, TimeSpan? idle, TimeSpan? interval, int? count)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        if (idle is { } first) socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Seconds(first));
        if (interval is { } next) socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Seconds(next));
        if (count is { } most) socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, most);
    }

    // Up, never down: 1.5 seconds is 2, as in Go.
    private static int Seconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, MostSeconds);
}
