using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

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
        var received = Fd.PollFd.Receive(_buffer.Span);
        result = received.Count;
        error = null;
        if (received.WouldBlock) return false;
        if (!received.IsSuccess) (result, error) = (0, Fd.Failure(received.Error, Operation));
        else if (result == 0) _conn.NoteEnd();
        return true;
    }

    protected override void Recycle()
    {
        _buffer = default;
        _conn.Return(this);
    }
}
