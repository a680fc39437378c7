using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>One accept: tries the system call first, for after running out of descriptors there is no new edge.</summary>
internal sealed class AcceptOperation(NetFd fd, ListenFd listen) : NetOperation(fd, PollDirection.Read)
{
    protected override string Operation => "accept";

    /// <summary>The connection, once the operation has ended without an error.</summary>
    public Socket? Accepted { get; private set; }

    public ValueTask AcceptAsync(CancellationToken cancellation) => RunToEndAsync(cancellation);

    protected override bool Attempt(out int result, out Exception? error)
    {
        result = 0;
        error = null;
        SocketError code = listen.TryAccept(out Socket? accepted);
        if (code == SocketError.WouldBlock) return false;
        Accepted = accepted;
        if (code != SocketError.Success) error = Fd.Failure(code, Operation);
        return true;
    }

    protected override void Recycle()
    {
    }
}
