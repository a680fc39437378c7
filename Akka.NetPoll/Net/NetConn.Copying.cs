using System.Buffers;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Linux;
using Microsoft.Win32.SafeHandles;

namespace Akka.NetPoll.Net;

/// <content>Writes of many pieces, of files and of other connections' bytes; inside the kernel where it can.</content>
public sealed partial class NetConn
{
    /// <summary>What copies go through; a spec makes it one that the kernel refuses.</summary>
    internal Func<SplicePipe?> MakePipe { get; init; } = FileCopy.TryMakePipe;

    /// <summary>Writes all pieces of the sequence, as one among concurrent writes, with as few system calls as they allow (writev).</summary>
    public async ValueTask WriteAsync(ReadOnlySequence<byte> data, CancellationToken cancellationToken = default)
    {
        await _fd.EnterAsync(_fd.WriteTurn, cancellationToken).ConfigureAwait(false);
        await new GatherOperation(_fd, data).WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a part of a file, as one among concurrent writes; its position does not move.</summary>
    /// <param name="file">Stays the caller's; should it be disposed of meanwhile, it is closed when this has ended.</param>
    /// <param name="length">Null sends to the file's end.</param>
    /// <returns>How many bytes were sent: fewer than asked for when the file ended.</returns>
    /// <exception cref="NotSupportedException">It is a pipe, say, which has no offsets; copy that as a stream.</exception>
    public async ValueTask<long> SendFileAsync(SafeFileHandle file, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        long asked = length ?? long.MaxValue;
        ArgumentOutOfRangeException.ThrowIfNegative(asked, nameof(length));
        bool held = false;
        try
        {
            // Its number must not come to mean another file while the kernel reads from it.
            file.DangerousAddRef(ref held);
            await _fd.EnterAsync(_fd.WriteTurn, cancellationToken).ConfigureAwait(false);
            var operation = new SendFileOperation(_fd, file, offset, asked);
            await operation.SendAsync(cancellationToken).ConfigureAwait(false);
            return operation.IsRefused ? await CopyFileAsync(file, offset, asked, cancellationToken).ConfigureAwait(false) : operation.Sent;
        }
        finally
        {
            if (held) file.DangerousRelease();
        }
    }

    /// <summary>Copies what is received until the end of the stream; to another connection without passing through the process (splice).</summary>
    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ValidateCopyToArguments(destination, bufferSize);
        if (destination is NetConn target && await SpliceAsync(target, cancellationToken).ConfigureAwait(false)) return;
        await base.CopyToAsync(destination, bufferSize, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>False when the kernel refused before the first byte.</summary>
    private async Task<bool> SpliceAsync(NetConn target, CancellationToken cancellation)
    {
        using SplicePipe? pipe = MakePipe();
        if (pipe is null) return false;

        while (true)
        {
            await _fd.EnterAsync(_fd.ReadTurn, cancellation).ConfigureAwait(false);
            var fill = new SpliceOperation(_fd, pipe, PollDirection.Read);
            int count = await fill.FillAsync(cancellation).ConfigureAwait(false);
            if (fill.IsRefused) return false;
            if (count == 0) return true;

            await target._fd.EnterAsync(target._fd.WriteTurn, cancellation).ConfigureAwait(false);
            await new SpliceOperation(target._fd, pipe, PollDirection.Write).DrainAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<long> CopyFileAsync(SafeFileHandle file, long offset, long length, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long sent = 0;
            while (sent < length)
            {
                int count = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - sent)), offset + sent, cancellation).ConfigureAwait(false);
                if (count == 0) break;
                await WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
                sent += count;
            }

            return sent;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
