using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>A connect that does not block: the socket is writable when it has ended, SO_ERROR says how.</summary>
/// <remarks>After connect in internal/poll: a wake-up that finds neither an error nor a peer was spurious, and waits again (golang/go#14548).</remarks>
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
        result = 0;
        error = null;
        var code = _begun ? Outcome() : Begin();
        var pending = code is SocketError.WouldBlock or SocketError.InProgress or SocketError.AlreadyInProgress;
        // For a unix socket it means that the listener's queue is full, and no answer would come (connect(2)).
        if (pending && remote.AddressFamily != AddressFamily.Unix) return false;
        if (code is not (SocketError.Success or SocketError.IsConnected)) error = new SocketException((int)code);
        return true;
    }

    protected override void Recycle()
    {
    }

    private SocketError Begin()
    {
        _begun = true;
        try
        {
            Fd.Socket.Connect(remote);
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }

    private SocketError Outcome()
    {
        var code = (SocketError)(int)Fd.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        return code == SocketError.Success && !HasPeer() ? SocketError.WouldBlock : code;
    }

    private bool HasPeer() => Fd.Socket.Connected && Fd.Socket.RemoteEndPoint is not null;
}
