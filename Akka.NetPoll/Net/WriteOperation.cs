using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>One whole write: it ends when the system has taken every byte, or with an error that says how many it took.</summary>
internal sealed class WriteOperation : NetOperation
{
    private readonly NetConn _conn;
    private ReadOnlyMemory<byte> _buffer;
    private int _sent;

    public WriteOperation(NetConn conn, NetFd fd)
        : base(fd, PollDirection.Write) => _conn = conn;

    protected override string Operation => "write";

    protected override long Transferred => _sent;

    public ValueTask RunAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        _buffer = buffer;
        _sent = 0;
        return RunToEndAsync(cancellation);
    }

    protected override bool Attempt(out int result, out Exception? error)
    {
        result = 0;
        error = null;
        while (_sent < _buffer.Length)
        {
            var sent = Fd.Socket.TrySend(_buffer.Span[_sent..]);
            if (sent.WouldBlock) return false;
            if (!sent.IsSuccess)
            {
                error = Fd.Failure(sent.Error, Operation);
                return true;
            }

            _sent += sent.Count;
        }

        result = _sent;
        return true;
    }

    protected override void Recycle()
    {
        _buffer = default;
        _conn.Return(this);
    }
}
