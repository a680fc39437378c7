using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>Whether an error is ours or the peer's, and whether trying again helps.</summary>
internal static class SocketErrors
{
    // .NET has no word for ENOENT: it reads it as this error, which a unix socket has no other use for.
    private const SocketError NoEntry = SocketError.AddressNotAvailable;
    private const int LeastNamed = (int)SocketError.OperationAborted;
    private const string NoEntryText = "No such file or directory";

    /// <summary>The system's words for it.</summary>
    public static string Text(this SocketError error, bool isUnix) => error switch
    {
        NoEntry when isUnix => NoEntryText,
        SocketError.TooManyOpenSockets => "Too many open files", // .NET blames the whole system, though it is the process' limit as a rule.
        _ => new SocketException((int)error).Message.TrimEnd('.'), // With which Windows ends its words.
    };

    /// <summary>A number of the system's that .NET has no word for.</summary>
    public static bool IsUnnamed(this SocketError error) => (int)error is > 0 and < LeastNamed;

    /// <summary>The file of a unix socket, or its folder, is not there.</summary>
    public static bool IsNoSuchFile(this SocketException e, EndPoint address) =>
        address.AddressFamily == AddressFamily.Unix && e.SocketErrorCode == NoEntry;

    /// <summary>The same exception with the system's word, and the file's name.</summary>
    public static SocketException NoSuchFile(EndPoint address) => new((int)NoEntry, $"{NoEntryText}: {address}");

    /// <summary>What accept(2) passes on of a connection that ended while it waited: the next one may be accepted at once.</summary>
    public static bool IsAbortedAccept(this SocketError error) => error is
        SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.Interrupted or SocketError.NetworkDown
        or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.HostUnreachable or SocketError.ProtocolOption;

    /// <summary>Our own mistake: the call, and each one after it, fails whatever the network does.</summary>
    public static bool IsOurs(this SocketError error) => error is
        SocketError.OperationAborted or SocketError.NotSocket or SocketError.Fault or SocketError.InvalidArgument;

    /// <summary>The peer's doing or the network's, and so nothing to alarm our operator with.</summary>
    public static bool IsPeers(this SocketError error) => error is
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.TimedOut
        or SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable
        or SocketError.HostDown or SocketError.NetworkDown or SocketError.NetworkReset or SocketError.NotConnected;
}
