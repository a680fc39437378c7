using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>A connect that does not block: the socket is writable when it has ended.</summary>
/// <remarks>After connect in internal/poll.</remarks>
internal sealed class ConnectOperation(NetFd fd, EndPoint remote) : NetOperation(fd, PollDirection.Write)
{
    private bool _begun;

    protected override string Operation => "dial";

    public ValueTask ConnectAsync(CancellationToken cancellation)
    {
        Fd.WriteTurn.Wait(CancellationToken.None);
        return RunToEndAsync(cancellation);
    }

    protected override bool Attempt(out int result, out Exception? error)
    {
        (result, error) = (0, null);
        try
        {
            var code = _begun ? ConnectSocket.Outcome(Fd.Socket, remote) : Begin();
            if (code == SocketError.WouldBlock) return false;
            if (code is not (SocketError.Success or SocketError.IsConnected)) error = new SocketException((int)code);
        }
        catch (SocketException failed)
        {
            error = failed;
        }

        return true;
    }

    protected override void Recycle()
    {
    }

    private SocketError Begin()
    {
        _begun = true;
        return ConnectSocket.Begin(Fd.Socket, remote);
    }
}
