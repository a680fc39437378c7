using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>One write, whole: it ends when the system has taken every byte, or with an error that says how many it took. Or of some part.</summary>
internal sealed class WriteOperation : NetOperation
{
    private readonly NetConn _conn;
    private ReadOnlyMemory<byte> _buffer;
    private int _sent;
    private bool _whole;

    public WriteOperation(NetConn conn, NetFd fd)
        : base(fd, PollDirection.Write) => _conn = conn;

    protected override string Operation => "write";

    protected override long Transferred => _sent;

    public ValueTask RunAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        (_buffer, _sent, _whole) = (buffer, 0, true);
        return RunToEndAsync(cancellation);
    }

    /// <summary>Ends as soon as the system has taken a part.</summary>
    public ValueTask<int> RunSomeAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        (_buffer, _sent, _whole) = (buffer, 0, false);
        return RunAsync(cancellation);
    }

    protected override bool Attempt(out int result, out Exception? error)
    {
        result = 0;
        error = null;
        while (_sent < _buffer.Length)
        {
            IoResult sent = Fd.PollFd.Send(_buffer.Span[_sent..]);
            if (sent.WouldBlock) return false;
            if (!sent.IsSuccess)
            {
                error = Fd.Failure(sent.Error, Operation);
                return true;
            }

            _sent += sent.Count;
            if (!_whole) break;
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
