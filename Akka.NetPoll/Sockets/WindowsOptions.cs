using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>Options that make a socket on Windows behave as it does elsewhere by itself. On other systems they do nothing.</summary>
internal static class WindowsOptions
{
    private const int UdpConnReset = unchecked((int)0x9800000C), UdpNetReset = unchecked((int)0x9800000F); // mswsock.h

    private static readonly byte[] Off = [0, 0, 0, 0], On = [1, 0, 0, 0];

    /// <summary>SO_EXCLUSIVEADDRUSE, before the bind: there a socket with SO_REUSEADDR takes the address of any other that lacks this.</summary>
    public static void ClaimAddress(Socket socket)
    {
        if (OperatingSystem.IsWindows() && socket.AddressFamily != AddressFamily.Unix) socket.ExclusiveAddressUse = true;
    }

    /// <summary>
    /// Whether a datagram socket is told that a datagram did not arrive. It is by default, also when it is not connected, and its next
    /// receive then fails without saying which peer that was about; elsewhere only a connected one is told. To be said before the
    /// connect, for an option that is refused makes a Socket's Connected false.
    /// </summary>
    public static void TellUnreachable(Socket socket, bool tell)
    {
        if (!OperatingSystem.IsWindows()) return;
        Switch(socket, UdpConnReset, tell);
        Switch(socket, UdpNetReset, tell);
    }

    private static void Switch(Socket socket, int option, bool on)
    {
        try
        {
            socket.IOControl(option, on ? On : Off, null);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationNotSupported)
        {
            // What does not know the option, as Wine does not know the second, has nothing to switch.
        }
    }
}
