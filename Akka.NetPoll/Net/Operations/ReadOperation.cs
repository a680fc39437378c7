using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Net;

/// <summary>One read of a stream: as much as one system call gives, zero at its end.</summary>
/// <remarks>
/// For TLS it receives into the pipe, unless the SslStream has a use for memory of its own: once the socket has been waited for,
/// and so is known to be readable, the result may be <see cref="Readable"/>, and the SslStream is to receive by itself. Before that
/// it is not asked to, for it would hold that memory for as long as nothing comes.
/// </remarks>
internal sealed class ReadOperation : NetOperation
{
    // A record of TLS, which is a little longer than 16 KiB, and some of the next.
    private const int PipedAtOnce = 32 * 1024;

    /// <summary>The result that says: there is something to be pulled through the pipe.</summary>
    public const int Readable = -1;

    private readonly NetConn _conn;
    private Memory<byte> _buffer;
    private TlsPipe? _pipe; // Or the buffer.
    private bool _hasWaited;

    public ReadOperation(NetConn conn, NetFd fd)
        : base(fd, PollDirection.Read) => _conn = conn;

    protected override string Operation => "read";

    public ValueTask<int> RunAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        _buffer = buffer;
        return RunAsync(cancellation);
    }

    public ValueTask<int> RunAsync(TlsPipe pipe, CancellationToken cancellation)
    {
        _pipe = pipe;
        return RunAsync(cancellation);
    }

    protected override bool Attempt(out int result, out Exception? error)
    {
        if (_hasWaited && _pipe is { AwaitsRecord: true })
        {
            (result, error) = (Readable, null);
            return true;
        }

        IoResult received = _pipe is null ? Fd.PollFd.Receive(_buffer.Span) : _pipe.Receive(Fd.Socket, PipedAtOnce);
        result = received.Count;
        error = null;
        if (received.WouldBlock) return !(_hasWaited = true);
        if (!received.IsSuccess) (result, error) = (0, Fd.Failure(received.Error, Operation));
        else if (result == 0) _conn.NoteEnd();
        return true;
    }

    protected override void Recycle()
    {
        (_buffer, _pipe, _hasWaited) = (default, null, false);
        _conn.Return(this);
    }
}
