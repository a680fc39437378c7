using System.Buffers;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>What carries TLS records between an SslStream and a connection.</summary>
/// <remarks>
/// A record that has been made must go out whole, or the peer can read nothing more. So what a timed-out or canceled write
/// leaves of it is kept, at most one record's rest, and goes out before anything else. Reads keep what they have by
/// themselves. Used by one writer and one reader at a time.
/// </remarks>
internal sealed class TlsTransport(NetConn conn) : Stream
{
    private readonly ArrayBufferWriter<byte> _kept = new(1);
    private int _keptSent;

    public override bool CanRead => conn.CanRead;

    public override bool CanWrite => conn.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Sends what an earlier write has left.</summary>
    public ValueTask SendKeptAsync(CancellationToken cancellation) =>
        _kept.WrittenCount == 0 ? ValueTask.CompletedTask : SendAllKeptAsync(cancellation);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        conn.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var sent = 0;
        try
        {
            await SendKeptAsync(cancellationToken).ConfigureAwait(false);
            while (sent < buffer.Length) sent += await conn.WriteSomeAsync(buffer[sent..], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (sent < buffer.Length) _kept.Write(buffer.Span[sent..]);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => conn.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) =>
        Blocking.Wait(WriteAsync(buffer.AsMemory(offset, count)).AsTask());

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) conn.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask SendAllKeptAsync(CancellationToken cancellation)
    {
        while (_keptSent < _kept.WrittenCount)
            _keptSent += await conn.WriteSomeAsync(_kept.WrittenMemory[_keptSent..], cancellation).ConfigureAwait(false);
        _kept.ResetWrittenCount();
        _keptSent = 0;
    }
}
