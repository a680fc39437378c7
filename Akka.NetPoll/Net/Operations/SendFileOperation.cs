using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.NetPoll.Net;

/// <summary>Sends a part of a file without its bytes passing through the process.</summary>
internal sealed class SendFileOperation(NetFd fd, SafeFileHandle file, long offset, long length) : NetOperation(fd, PollDirection.Write)
{
    private readonly long _begin = offset;
    private long _offset = offset;

    /// <summary>How much has been sent.</summary>
    public long Sent => _offset - _begin;

    /// <summary>The kernel refused before the first byte: nothing has been sent, and copying may work.</summary>
    public bool IsRefused { get; private set; }

    protected override string Operation => "sendfile";

    protected override long Transferred => Sent;

    public ValueTask SendAsync(CancellationToken cancellation) => RunToEndAsync(cancellation);

    protected override bool Attempt(out int result, out Exception? error)
    {
        result = 0;
        error = null;
        while (Sent < length)
        {
            IoResult sent = Fd.Socket.TrySendFile(file, ref _offset, length - Sent);
            if (sent.WouldBlock) return false;
            if (sent is { IsSuccess: true, Count: 0 }) return true; // The file's end.
            if (sent.IsSuccess) continue;

            IsRefused = Sent == 0 && FileCopy.IsUnsupported(sent.Error);
            if (!IsRefused) error = Fd.Failure(sent.Error, Operation);
            return true;
        }

        return true;
    }

    protected override void Recycle()
    {
    }
}
