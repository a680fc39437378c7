using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Connections;

/// <summary>How a connection begins with its connected socket.</summary>
/// <remarks>Used by the connection's thread.</remarks>
internal static class Opening
{
    /// <summary>Makes a connected socket ready. False when the connection has ended with it.</summary>
    public static bool Prepare(ConnectionActor connection, PollFd fd)
    {
        try
        {
            SocketOptions.Apply(fd.Socket, connection.Settings);
            fd.NoteRemote();
            if (!fd.IsWatched) fd.Watch();
            fd.Desc.TellHangUp(connection.Reference);
            return true;
        }
        catch (Exception cause) when (cause is SocketException or MultiplexerException)
        {
            // Most often: the peer has gone again before we came to look.
            connection.End(CloseReason.Error, cause);
            return false;
        }
    }

    /// <summary>The peer went away too early, say, or did not agree on TLS: no commander or handler was told of the connection.</summary>
    public static void LogFailure(ILoggingAdapter log, ConnectionActor connection, Tcp.Closed closed)
    {
        // Neither the peer nor the network: such as the choice of TLS options that has thrown. The actor that has dialed is told it.
        bool isOurs = connection.Settings.Answer is null
            && closed.Cause is not (null or AuthenticationException or CryptographicException or IOException or SocketException or TimeoutException);
        if (isOurs) log.Error(closed.Cause, "No connection with {0}", connection.Fd.Remote);
        else log.Debug("No connection with {0}: {1} {2}", connection.Fd.Remote, closed.Reason, closed.Cause?.Message);
    }
}
