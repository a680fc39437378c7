using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets.Portable;

/// <summary>Datagrams one by one, by .NET's own methods, for <see cref="DatagramSocket"/>.</summary>
/// <remarks>Those methods throw where there is nothing or no room, so that is asked first.</remarks>
internal static class DatagramCalls
{
    private static readonly IPEndPoint AnyFour = new(IPAddress.Any, 0), AnySix = new(IPAddress.IPv6Any, 0);

    public static IoResult TryReceive(Socket socket, ReadOnlySpan<Datagram> datagrams)
    {
        int most = Math.Min(datagrams.Length, DatagramSocket.MostPerCall);
        for (int count = 0; count < most; count++)
        {
            SocketError error = Receive(socket, datagrams[count]);
            if (error != SocketError.Success) return Ended(count, error);
        }

        return new IoResult(most, SocketError.Success);
    }

    public static IoResult TrySend(Socket socket, ReadOnlySpan<Datagram> datagrams)
    {
        int most = Math.Min(datagrams.Length, DatagramSocket.MostPerCall);
        for (int count = 0; count < most; count++)
        {
            SocketError error = Send(socket, datagrams[count]);
            if (error != SocketError.Success) return Ended(count, error);
        }

        return new IoResult(most, SocketError.Success);
    }

    // What was done before an error is told, as the kernel does; a lasting error comes again.
    private static IoResult Ended(int count, SocketError error) => count > 0 ? new IoResult(count, SocketError.Success) : new IoResult(0, error);

    private static SocketError Receive(Socket socket, Datagram datagram)
    {
        if (!socket.Poll(0, SelectMode.SelectRead)) return Waiting(socket);
        try
        {
            EndPoint sender = socket.AddressFamily == AddressFamily.InterNetworkV6 ? AnySix : AnyFour;
            (datagram.Length, datagram.IsTruncated) = Receive(socket, datagram.Buffer.Span, ref sender);
            EndPoint unmapped = SocketAddresses.Unmapped(sender);
            if (!unmapped.Equals(datagram.EndPoint)) datagram.EndPoint = (IPEndPoint)unmapped;
            return SocketError.Success;
        }
        catch (SocketException refused)
        {
            // Windows' word for the peer's port being closed.
            return refused.SocketErrorCode == SocketError.ConnectionReset ? SocketError.ConnectionRefused : refused.SocketErrorCode;
        }
    }

    private static (int Length, bool IsTruncated) Receive(Socket socket, Span<byte> buffer, ref EndPoint sender)
    {
        if (!OperatingSystem.IsWindows())
        {
            SocketFlags flags = SocketFlags.None;
            int length = socket.ReceiveMessageFrom(buffer, ref flags, ref sender, out _);
            return (length, (flags & SocketFlags.Truncated) != 0);
        }

        try
        {
            return (socket.ReceiveFrom(buffer, ref sender), false);
        }
        catch (SocketException cut) when (cut.SocketErrorCode == SocketError.MessageSize)
        {
            return (buffer.Length, true); // The sender is told, and the buffer is full.
        }
    }

    private static SocketError Send(Socket socket, Datagram datagram)
    {
        if (!socket.Poll(0, SelectMode.SelectWrite)) return Waiting(socket);
        ReadOnlySpan<byte> data = datagram.Data.Span;
        if (datagram.EndPoint is not { } target) return socket.TrySend(data).Error;
        try
        {
            socket.SendTo(data, SocketFlags.None, target);
            return SocketError.Success;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    // An error that waits to be told is no event to poll for.
    private static SocketError Waiting(Socket socket)
    {
        SocketError error = SocketOptions.TakeError(socket);
        return error == SocketError.Success ? SocketError.WouldBlock : error;
    }
}
