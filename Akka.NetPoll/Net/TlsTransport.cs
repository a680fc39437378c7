using System.Buffers;
using System.Runtime.CompilerServices;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>What carries TLS records between an SslStream and a connection.</summary>
/// <remarks>
/// A record that has been made must go out whole, or the peer can read nothing more. So what a timed-out or canceled write
/// leaves of it is kept, at most one record's rest, and goes out before anything else. A read gives the rest of one record
/// at most, see <see cref="TlsRecords"/>; what was received behind it waits for the next. Used by one writer and one reader at a time.
/// </remarks>
internal sealed class TlsTransport(NetConn conn) : Stream
{
    private readonly ArrayBufferWriter<byte> _kept = new(1);
    private int _keptSent;
    private TlsRecords _records;
    private byte[]? _ahead; // Received behind the record that was read last. Not given back by Dispose, for a read may be in it.
    private int _aheadStart, _aheadEnd;

    public override bool CanRead => conn.CanRead;

    public override bool CanWrite => conn.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The SslStream has asked for more and learned that nothing more comes: it has found no goodbye before.</summary>
    public bool EndWasRead { get; private set; }

    /// <summary>Sends what an earlier write has left.</summary>
    public ValueTask SendKeptAsync(CancellationToken cancellation) =>
        _kept.WrittenCount == 0 ? ValueTask.CompletedTask : SendAllKeptAsync(cancellation);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        if (_ahead is not null) return ReadAhead(buffer.Span);

        int count = await conn.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count == 0) EndWasRead = true;
        int passed = _records.Pass(buffer.Span[..count]);
        if (passed < count) KeepAhead(buffer.Span[passed..count]);
        return passed;
    }

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

    public override int Read(byte[] buffer, int offset, int count) =>
        Blocking.Wait(ReadAsync(buffer.AsMemory(offset, count)).AsTask());

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

    private void KeepAhead(ReadOnlySpan<byte> received)
    {
        _ahead = ArrayPool<byte>.Shared.Rent(received.Length);
        received.CopyTo(_ahead);
        (_aheadStart, _aheadEnd) = (0, received.Length);
    }

    private int ReadAhead(Span<byte> buffer)
    {
        ReadOnlySpan<byte> next = _ahead.AsSpan(_aheadStart, Math.Min(buffer.Length, _aheadEnd - _aheadStart));
        int passed = _records.Pass(next);
        next[..passed].CopyTo(buffer);
        _aheadStart += passed;
        if (_aheadStart < _aheadEnd) return passed;
        ArrayPool<byte>.Shared.Return(_ahead!);
        _ahead = null;
        return passed;
    }

    private async ValueTask SendAllKeptAsync(CancellationToken cancellation)
    {
        while (_keptSent < _kept.WrittenCount)
            _keptSent += await conn.WriteSomeAsync(_kept.WrittenMemory[_keptSent..], cancellation).ConfigureAwait(false);
        _kept.ResetWrittenCount();
        _keptSent = 0;
    }
}
