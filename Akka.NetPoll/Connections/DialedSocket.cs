using System.Net.Sockets;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Connections;

/// <summary>A connected socket on its way from the attempt to its dialer.</summary>
/// <remarks>
/// Invariant: exactly one of the two takes it, and who takes it closes it or hands it on. The attempt lives until the dialer
/// has handled <see cref="DialAttemptActor.Dialed"/>, which stops it, or until it is stopped with the dialer, its parent. When
/// it stops it tries to take the socket back. So if the dialer handles the message, it takes the socket first and the attempt
/// finds nothing; if it never does, the attempt finds the socket and closes it; if both happen at once, the exchange decides,
/// and the dialer that loses starts nothing.
/// </remarks>
internal sealed class DialedSocket(Socket socket, PollDesc? desc)
{
    private int _taken;

    public Socket Socket => socket;

    /// <summary>Null when the connect needed no waiting.</summary>
    public PollDesc? Desc => desc;

    /// <summary>True for the first who asks: it owns the socket now.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;
}
