using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Net;

/// <summary>A TLS connection in the blocking style. It does what <see cref="NetConn"/> does: turns, deadlines, a close that ends whatever waits.</summary>
/// <remarks>
/// Other than with a bare SslStream, a write that timed out or was canceled leaves the connection usable. Closing says so to
/// the peer (close_notify) where that needs no waiting.
/// </remarks>
public sealed class NetTlsConn : NetStream
{
    private const int EncryptedAtOnce = 16 * 1024; // One record.

    private readonly TlsEngine _engine;
    private readonly Lock _step = new(); // One step of the engine's: a reader's and a writer's come from two threads. Never held while waiting.
    private readonly SemaphoreSlim _readTurn = new(1, 1), _writeTurn = new(1, 1), _progress = new(0);
    private readonly SendNow _sendNow;
    private readonly ReceiveNow _receiveNow;
    private NetException? _unreadable; // The reader's, with its turn.
    private byte[]? _output; // What was encrypted and is not sent yet, up to _length. The writer's, with its turn.
    private int _sent, _length;

    internal NetTlsConn(NetConn conn, TlsHandshake handshake)
    {
        Conn = conn;
        (_sendNow, _receiveNow) = (conn.SendNow, conn.ReceiveNow);
        _engine = new TlsEngine(handshake, NoteProgress);
    }

    /// <summary>The connection below, for its deadlines, addresses and options. Do not read, write or close it.</summary>
    public NetConn Conn { get; }

    /// <summary>The application protocol that both sides chose by ALPN.</summary>
    public SslApplicationProtocol NegotiatedApplicationProtocol => _engine.Parameters!.ApplicationProtocol;

    /// <summary>The protocol's version.</summary>
    public SslProtocols Protocol => _engine.Parameters!.Protocol;

    /// <summary>The peer's certificate, if it showed one. After the close an <see cref="ObjectDisposedException"/>.</summary>
    public X509Certificate? RemoteCertificate => _engine.RemoteCertificate;

    /// <summary>The address on this side.</summary>
    public EndPoint? LocalEndPoint => Conn.LocalEndPoint;

    /// <summary>The peer's address.</summary>
    public EndPoint? RemoteEndPoint => Conn.RemoteEndPoint;

    /// <inheritdoc/>
    public override bool CanRead => Conn.CanRead;

    /// <inheritdoc/>
    public override bool CanWrite => Conn.CanWrite;

    /// <summary>Reads what there is; 0 at the peer's close_notify, and at once for an empty buffer.</summary>
    /// <remarks>
    /// A stream that the peer ends without close_notify may have been cut: unless that is allowed, reading fails with
    /// an error that says <see cref="NetException.IsUnexpectedEnd"/>, behind all data and from then on each time. Not when we have
    /// ended our own writing before: then the peer's end of stream is its answer. Writing is not concerned.
    /// </remarks>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Conn.Fd.IsClosed) throw Conn.Fd.Name("read").Closed();
        if (buffer.IsEmpty) return 0;

        await Conn.Fd.EnterAsync(_readTurn, cancellationToken).ConfigureAwait(false);
        try
        {
            // What is already decrypted is subject to the deadline too.
            if (Conn.Fd.Prepare(PollDirection.Read, "read") is { } refused) throw refused;
            if (_unreadable is not null) throw _unreadable;
            int count;
            while (!TryRead(buffer, out count))
            {
                AnswerPeer();
                Receive(await Conn.ReceiveAsync(_engine.Pipe, cancellationToken).ConfigureAwait(false));
            }

            if (count == 0) Conn.NoteEnd();
            return count;
        }
        catch (Exception e) when (IsOfOurClose(e))
        {
            throw Conn.Fd.Name("read").Closed();
        }
        catch (NetException e) when (!e.IsTimeout)
        {
            _unreadable = e;
            throw;
        }
        finally
        {
            _readTurn.Release();
        }
    }

    /// <summary>Writes all of it, as one piece among concurrent writes.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Conn.Fd.EnterAsync(_writeTurn, cancellationToken).ConfigureAwait(false);
        try
        {
            do
            {
                // Before a record is made: one that is made must be kept until it is sent.
                cancellationToken.ThrowIfCancellationRequested();
                if (Conn.Fd.Prepare(PollDirection.Write, "write") is { } refused) throw refused;
                await SendAsync(cancellationToken).ConfigureAwait(false);
                ReadOnlyMemory<byte> piece = buffer[..Math.Min(buffer.Length, EncryptedAtOnce)];
                buffer = buffer[piece.Length..];
                // Amid a renegotiation it is encrypted when a read has come to its end, and lent until then.
                if (!Encrypt(piece)) await EncryptedAsync().ConfigureAwait(false);
                await SendAsync(cancellationToken).ConfigureAwait(false);
            }
            while (!buffer.IsEmpty);
        }
        catch (Exception e) when (IsOfOurClose(e))
        {
            throw Conn.Fd.Name("write").Closed();
        }
        finally
        {
            ReturnWriteTurn();
        }
    }

    /// <summary>Ends writing: the peer reads the end of the stream once it has read everything; reading goes on.</summary>
    public async ValueTask CloseWriteAsync()
    {
        await Conn.Fd.EnterAsync(_writeTurn).ConfigureAwait(false);
        try
        {
            await SendAsync(CancellationToken.None).ConfigureAwait(false);
            if (!Shutdown()) throw Conn.Fd.Name("write").Failed("tls: shutdown amid a renegotiation");
            await SendAsync(CancellationToken.None).ConfigureAwait(false);
            Conn.CloseWrite();
        }
        finally
        {
            ReturnWriteTurn();
        }
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        byte[] array = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            int count = Blocking.Wait(ReadAsync(array.AsMemory(0, buffer.Length)).AsTask());
            array.AsSpan(0, count).CopyTo(buffer);
            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        byte[] array = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            buffer.CopyTo(array);
            Blocking.Wait(WriteAsync(array.AsMemory(0, buffer.Length)).AsTask());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    /// <summary>Agrees with the peer; to be called once, before anything else.</summary>
    internal async ValueTask HandshakeAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        Conn.SetDeadline(timeout > TimeSpan.Zero ? Deadline.After(timeout) : Deadline.None);
        _engine.Begin(cancellation);
        while (!_engine.Advance())
        {
            if (_engine.Failure is { } cause) throw cause;
            bool isReading = _engine.Pipe.IsReading; // Asked first: what it wrote before it reads is sent before we read.
            await SendAsync(cancellation).ConfigureAwait(false);
            if (isReading) Receive(await Conn.ReceiveAsync(_engine.Pipe, cancellation).ConfigureAwait(false));
            else await _progress.WaitAsync(cancellation).ConfigureAwait(false); // The options are being chosen on another thread.
        }

        await SendAsync(cancellation).ConfigureAwait(false);
        Conn.SetDeadline(Deadline.None);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            bool hasTurn = !Conn.Fd.IsClosed && SayClose();
            Conn.Dispose();
            // Whatever read or wrote has been freed by that, with the connection's own error. What OpenSSL holds goes now: the
            // collector does not see how much that is, and would be in no hurry.
            lock (_step) _engine.Dispose();
            if (hasTurn) _writeTurn.Release(); // A write that waits for it finds the connection closed.
        }

        base.Dispose(disposing);
    }

    private bool TryRead(Memory<byte> buffer, out int count)
    {
        lock (_step)
        {
            count = 0;
            if (!_engine.CanRead()) return _engine.Failure is null ? false : throw Unreadable();
            count = _engine.Read(buffer);
            return count > 0 || (_engine.Failure ?? _engine.UnexpectedEnd) is null ? true : throw Unreadable();
        }
    }

    private NetException Unreadable() => _engine.UnexpectedEnd is { } end ? Conn.Fd.Name("read").EndedUnexpectedly("", end) : Failed("read");

    private NetException Failed(string operation) =>
        Conn.Fd.Name(operation).Failed($"tls: {_engine.Failure!.GetBaseException().Message}", _engine.Failure);

    private void Receive(int count)
    {
        if (count == ReadOperation.Readable)
        {
            Pull();
            return;
        }

        lock (_step) _engine.Pipe.Put(isEnd: count == 0);
    }

    private void Pull()
    {
        IoResult received;
        lock (_step) received = _engine.Pipe.Pull(_receiveNow);
        if (received is { IsSuccess: true, Count: 0 }) Conn.NoteEnd();
        if (!received.IsSuccess && !received.WouldBlock) throw Conn.Fd.Failure(received.Error, "read");
    }

    // With the turn to write, and nothing kept: what can go goes from here. False when that takes what the peer has still to send.
    private bool Encrypt(ReadOnlyMemory<byte> piece)
    {
        lock (_step)
        {
            if (_engine.HasShutDown) throw Conn.Fd.Name("write").Failed("tls: protocol is shutdown");
            _engine.Pipe.SendNow = _sendNow;
            _engine.Write(piece);
            _engine.Pipe.SendNow = null;
            return HasEncrypted();
        }
    }

    private bool HasEncrypted()
    {
        lock (_step)
        {
            _engine.Advance();
            return _engine.Failure is null ? !_engine.IsHolding : throw Failed("write");
        }
    }

    private async Task EncryptedAsync()
    {
        while (!HasEncrypted()) await _progress.WaitAsync().ConfigureAwait(false);
        await Conn.Fd.ToWorker();
    }

    private bool Shutdown()
    {
        lock (_step) return _engine.Shutdown();
    }

    // Sends all that has been encrypted, with the turn to write. A record that has been made must go out whole, or the peer can
    // read nothing more: so what is left when this times out or is canceled is kept, and goes out before anything else.
    private async ValueTask SendAsync(CancellationToken cancellation)
    {
        while (_output is not null || (_output = _engine.Pipe.TakeOutput(out _length)) is not null)
        {
            while (_sent < _length) _sent += await Conn.WriteSomeAsync(_output.AsMemory(_sent, _length - _sent), cancellation).ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(_output);
            (_output, _sent) = (null, 0);
        }
    }

    // The same where nothing waits for it. What fails, the next write finds.
    private async Task<bool> TrySendAsync()
    {
        try
        {
            await SendAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task AnswerAsync()
    {
        await TrySendAsync().ConfigureAwait(false);
        _writeTurn.Release();
    }

    // Reading may give something to be sent (a renegotiation). If the turn is taken, it is sent when that is returned.
    private void AnswerPeer()
    {
        if (_engine.Pipe.HasOutput && _writeTurn.Wait(0)) _ = AnswerAsync();
    }

    private void ReturnWriteTurn()
    {
        _writeTurn.Release();
        AnswerPeer();
    }

    // If a write is pending or the socket is full, the end of the stream has to do. True: the turn to write is taken, and kept.
    private bool SayClose()
    {
        if (!_writeTurn.Wait(0)) return false;
        try
        {
            Conn.SetDeadline(Deadline.None);
            Shutdown();
            if (TrySendAsync() is not { IsCompletedSuccessfully: true, Result: true }) return true;
            Conn.CloseWrite();
            Conn.DiscardOnClose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The connection is gone already, and so is the peer that would have read it.
        }

        return true;
    }

    // For a handshake and for a write amid a renegotiation, which alone wait for it. One that is noted already will do.
    private void NoteProgress()
    {
        if (_progress.CurrentCount == 0) _progress.Release();
    }

    // However it is wrapped.
    private bool IsOfOurClose(Exception e) => Conn.Fd.IsClosed && e is IOException or ObjectDisposedException;
}
