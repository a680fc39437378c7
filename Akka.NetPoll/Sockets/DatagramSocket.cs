using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>Receiving and sending many datagrams at a time, where the system can with one call.</summary>
internal static class DatagramSocket
{
    /// <summary>As many as one call takes; more are left to the next.</summary>
    public const int MostPerCall = 64;

    /// <summary>Receives as many as there are, at most one for each; their number is the count.</summary>
    public static IoResult TryReceive(this Socket socket, ReadOnlySpan<Datagram> datagrams) => OperatingSystem.IsLinux()
        ? Linux.DatagramCalls.TryReceive(socket, datagrams)
        : Portable.DatagramCalls.TryReceive(socket, datagrams);

    /// <summary>Sends from the front; the number that the kernel took is the count.</summary>
    public static IoResult TrySend(this Socket socket, ReadOnlySpan<Datagram> datagrams) => OperatingSystem.IsLinux()
        ? Linux.DatagramCalls.TrySend(socket, datagrams)
        : Portable.DatagramCalls.TrySend(socket, datagrams);
}
