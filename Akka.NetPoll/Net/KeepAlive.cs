using System.Net.Sockets;
using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Net;

/// <summary>TCP's probes of an idle connection.</summary>
/// <param name="Enabled">Whether the system probes at all.</param>
/// <param name="Idle">How long a connection is idle before the first probe. Rounded up to seconds; null keeps the system's.</param>
/// <param name="Interval">The time between probes. Rounded up to seconds; null keeps the system's.</param>
/// <param name="Count">How many unanswered probes break the connection; null keeps the system's (9 on Linux).</param>
public sealed record KeepAlive(bool Enabled, TimeSpan? Idle = null, TimeSpan? Interval = null, int? Count = null)
{
    /// <summary>What Go sets on every connection: probes after 15 seconds, every 15 seconds.</summary>
    public static KeepAlive Default { get; } = new(true, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));

    /// <summary>No probes.</summary>
    public static KeepAlive Off { get; } = new(false);

    internal void ApplyTo(Socket socket)
    {
        if (!Enabled)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, false);
            return;
        }

        SocketOptions.KeepAlive(socket, Idle, Interval, Count);
    }
}
