using System.Net.Sockets;
using Akka.NetPoll.Polling;

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
        error = null;
        while (_sent < _buffer.Length)
        {
            var count = Fd.Socket.Send(_buffer.Span[_sent..], SocketFlags.None, out var code);
            if (code == SocketError.WouldBlock)
            {
                result = 0;
                return false;
            }

            if (code != SocketError.Success)
            {
                (result, error) = (0, Fd.Failure(code, Operation));
                return true;
            }

            _sent += count;
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
