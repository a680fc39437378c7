using System.Net.Sockets;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>One accept: tries the system call first, for after running out of descriptors there is no new edge.</summary>
internal sealed class AcceptOperation(NetFd fd) : NetOperation(fd, PollDirection.Read)
{
    protected override string Operation => "accept";

    /// <summary>The connection, once the operation has ended without an error.</summary>
    public Socket? Accepted { get; private set; }

    public ValueTask AcceptAsync(CancellationToken cancellation) => RunToEndAsync(cancellation);

    protected override bool Attempt(out int result, out Exception? error)
    {
        result = 0;
        error = null;
        while (true)
        {
            var code = TryAccept();
            if (code == SocketError.Success) return true;
            if (code == SocketError.WouldBlock) return false;
            if (code is SocketError.Interrupted or SocketError.ConnectionAborted) continue; // Gone before it was accepted.

            error = Fd.Failure(code, Operation);
            return true;
        }
    }

    protected override void Recycle()
    {
    }

    private SocketError TryAccept()
    {
        // Accept throws when there is nothing to accept.
        if (!Fd.Socket.Poll(0, SelectMode.SelectRead)) return SocketError.WouldBlock;
        try
        {
            Accepted = Fd.Socket.Accept();
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }
}
