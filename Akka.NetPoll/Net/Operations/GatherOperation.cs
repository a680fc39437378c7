using System.Buffers;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>One whole write of many pieces, as few system calls as they allow. After Go's net.Buffers.</summary>
internal sealed class GatherOperation(NetFd fd, ReadOnlySequence<byte> data) : NetOperation(fd, PollDirection.Write)
{
    private ReadOnlySequence<byte> _rest = data;
    private long _sent;

    protected override string Operation => "writev";

    protected override long Transferred => _sent;

    public ValueTask WriteAsync(CancellationToken cancellation) => RunToEndAsync(cancellation);

    protected override bool Attempt(out int result, out Exception? error)
    {
        result = 0;
        error = null;
        while (!_rest.IsEmpty)
        {
            IoResult sent = Fd.PollFd.Send(_rest);
            if (sent.WouldBlock) return false;
            if (!sent.IsSuccess)
            {
                error = Fd.Failure(sent.Error, Operation);
                return true;
            }

            _sent += sent.Count;
            _rest = _rest.Slice(sent.Count);
        }

        return true;
    }

    protected override void Recycle() => _rest = default;
}
