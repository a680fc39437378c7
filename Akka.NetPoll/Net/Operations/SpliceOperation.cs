using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Linux;

namespace Akka.NetPoll.Net;

/// <summary>One side of moving bytes between sockets: fills the pipe from one, or drains it into the other.</summary>
internal sealed class SpliceOperation(NetFd fd, SplicePipe pipe, PollDirection direction) : NetOperation(fd, direction)
{
    private readonly bool _fills = direction == PollDirection.Read;

    /// <summary>The kernel cannot splice from this source; nothing has been taken from it.</summary>
    public bool IsRefused { get; private set; }

    protected override string Operation => "splice";

    /// <summary>Waits until the source has something and takes it into the pipe; 0 at the end of its stream.</summary>
    public ValueTask<int> FillAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <summary>Waits until all that the pipe holds is the target's.</summary>
    public ValueTask DrainAsync(CancellationToken cancellation) => RunToEndAsync(cancellation);

    protected override bool Attempt(out int result, out Exception? error)
    {
        error = null;
        do
        {
            IoResult moved = _fills ? pipe.Fill(Fd.Socket) : pipe.Drain(Fd.Socket);
            result = moved.Count;
            if (moved.WouldBlock) return false;
            if (!moved.IsSuccess)
            {
                IsRefused = _fills && FileCopy.IsUnsupported(moved.Error);
                if (!IsRefused) error = Fd.Failure(moved.Error, Operation);
                return true;
            }
        }
        while (!_fills && pipe.Held > 0);

        return true;
    }

    protected override void Recycle()
    {
    }
}
