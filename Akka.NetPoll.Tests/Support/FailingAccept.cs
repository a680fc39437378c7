using System.Net.Sockets;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Tests.Support;

/// <summary>An accept that fails so many times once there is a connection to accept.</summary>
internal sealed class FailingAccept(SocketError error, int times)
{
    private int _failures;

    public int Failures => Volatile.Read(ref _failures);

    public SocketError TryAccept(Socket listener, out Socket? accepted)
    {
        accepted = null;
        if (!listener.Poll(0, SelectMode.SelectRead)) return SocketError.WouldBlock;
        if (Failures == times) return listener.TryAccept(out accepted);
        Interlocked.Increment(ref _failures);
        return error;
    }
}
