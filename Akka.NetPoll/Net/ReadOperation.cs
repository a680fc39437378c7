using System.Net.Sockets;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>One read of a stream: as much as one system call gives, zero at its end.</summary>
internal sealed class ReadOperation : NetOperation
{
    private readonly NetConn _conn;
    private Memory<byte> _buffer;

    public ReadOperation(NetConn conn, NetFd fd)
        : base(fd, PollDirection.Read) => _conn = conn;

    protected override string Operation => "read";

    public ValueTask<int> RunAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        _buffer = buffer;
        return RunAsync(cancellation);
    }

    protected override bool Attempt(out int result, out Exception? error)
    {
        result = Fd.Socket.Receive(_buffer.Span, SocketFlags.None, out var code);
        error = null;
        if (code == SocketError.WouldBlock) return false;
        if (code != SocketError.Success) (result, error) = (0, Fd.Failure(code, Operation));
        return true;
    }

    protected override void Recycle()
    {
        _buffer = default;
        _conn.Return(this);
    }
}
