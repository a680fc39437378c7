using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>A TLS connection in the blocking style. It does what <see cref="NetConn"/> does: turns, deadlines, a close that frees everybody.</summary>
/// <remarks>
/// The records are .NET's own SslStream's. Other than with a bare SslStream, a write that timed out or was canceled leaves the
/// connection usable. Closing says goodbye to the peer (close_notify) where that needs no waiting.
/// </remarks>
public sealed class NetTlsConn : NetStream
{
    private readonly TlsTransport _transport;
    private readonly SslStream _ssl;
    private readonly bool _requireCloseNotify;
    private volatile bool _saidGoodbye; // Before the peer can have heard it.
    private NetException? _unreadable; // Whoever has the turn to read.
    private readonly SemaphoreSlim _readTurn = new(1, 1), _writeTurn = new(1, 1);

    internal NetTlsConn(NetConn conn, TlsTransport transport, SslStream ssl, bool requireCloseNotify)
    {
        _requireCloseNotify = requireCloseNotify;
        Conn = conn;
        _transport = transport;
        _ssl = ssl;
        NegotiatedApplicationProtocol = ssl.NegotiatedApplicationProtocol;
        Protocol = ssl.SslProtocol;
    }

    /// <summary>The connection below, for its deadlines, addresses and options. Do not read, write or close it.</summary>
    public NetConn Conn { get; }

    /// <summary>The application protocol that both sides chose by ALPN.</summary>
    public SslApplicationProtocol NegotiatedApplicationProtocol { get; }

    /// <summary>The protocol's version.</summary>
    public SslProtocols Protocol { get; }

    /// <summary>The peer's certificate, if it showed one. After the close an <see cref="ObjectDisposedException"/>.</summary>
    public X509Certificate? RemoteCertificate => _ssl.RemoteCertificate;

    /// <summary>The address on this side.</summary>
    public EndPoint? LocalEndPoint => Conn.LocalEndPoint;

    /// <summary>The peer's address.</summary>
    public EndPoint? RemoteEndPoint => Conn.RemoteEndPoint;

    /// <inheritdoc/>
    public override bool CanRead => Conn.CanRead;

    /// <inheritdoc/>
    public override bool CanWrite => Conn.CanWrite;

    /// <summary>Reads what there is of the next record; 0 at the peer's goodbye, and at once for an empty buffer.</summary>
    /// <remarks>
    /// A stream that the peer ends without a goodbye (close_notify) may have been cut: unless that is allowed, reading fails with
    /// an error whose <see cref="NetException.IsUnexpectedEnd"/> is true, behind all data and from then on each time. Not when we have
    /// ended our own writing before: then the peer's end of stream is its answer. Writing is not concerned.
    /// </remarks>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Conn.Fd.IsClosed) throw Conn.Fd.Name("read").Closed();
        if (buffer.IsEmpty) return 0;

        await _readTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // What is already decrypted is subject to the deadline too.
            if (Conn.Fd.Prepare(PollDirection.Read, "read") is { } refused) throw refused;
            if (_unreadable is not null) throw _unreadable;
            int count = await _ssl.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0 && IsCut) throw new EndOfStreamException("the peer ended its stream without TLS's close_notify");
            if (count == 0 && !buffer.IsEmpty) Conn.NoteEnd();
            return count;
        }
        catch (Exception e) when (IsOfOurClose(e))
        {
            throw Conn.Fd.Name("read").Closed();
        }
        catch (IOException e) when (e is not NetException { IsTimeout: true })
        {
            throw _unreadable = Unreadable(e);
        }
        finally
        {
            _readTurn.Release();
        }
    }

    /// <summary>Writes all of it, as one piece among concurrent writes.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writeTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Before a record is made: one that is made must be kept until it is sent.
            if (Conn.Fd.Prepare(PollDirection.Write, "write") is { } refused) throw refused;
            await _transport.SendKeptAsync(cancellationToken).ConfigureAwait(false);
            await _ssl.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfOurClose(e))
        {
            throw Conn.Fd.Name("write").Closed();
        }
        finally
        {
            _writeTurn.Release();
        }
    }

    /// <summary>Ends writing: the peer reads the end of the stream once it has read everything; reading goes on.</summary>
    public async ValueTask CloseWriteAsync()
    {
        await _writeTurn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _transport.SendKeptAsync(CancellationToken.None).ConfigureAwait(false);
            _saidGoodbye = true;
            await _ssl.ShutdownAsync().ConfigureAwait(false);
            Conn.CloseWrite();
        }
        catch (CryptographicException e)
        {
            throw Conn.Fd.Name("write").Failed($"tls: {e.Message}", e);
        }
        finally
        {
            _writeTurn.Release();
        }
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var array = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            var count = Blocking.Wait(ReadAsync(array.AsMemory(0, buffer.Length)).AsTask());
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
        var array = ArrayPool<byte>.Shared.Rent(buffer.Length);
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !Conn.Fd.IsClosed)
        {
            SayGoodbye();
            Conn.Dispose();
            // Whoever read or wrote has been freed by that, with the connection's own error. What OpenSSL holds goes now: the
            // collector does not see how much that is, and would be in no hurry.
            _ssl.Dispose();
        }

        base.Dispose(disposing);
    }

    // Without a goodbye anybody on the way may have cut the stream (RFC 8446, 6.1). When we have said ours first, the peer's plain
    // FIN will do: we are not bound to wait for its goodbye any more, and many a peer answers ours by closing.
    private bool IsCut => _requireCloseNotify && _transport.EndWasRead && !_saidGoodbye;

    private NetException Unreadable(IOException cause) => cause switch
    {
        NetException known => known,
        EndOfStreamException end => Conn.Fd.Name("read").EndedUnexpectedly("", end),
        _ when _transport.EndWasRead =>
            Conn.Fd.Name("read").EndedUnexpectedly("", new EndOfStreamException("the peer ended its stream amid a record of TLS", cause)),
        _ => Conn.Fd.Name("read").Failed($"tls: {NetTls.Innermost(cause).Message}", cause),
    };

    // However SslStream has wrapped it.
    private bool IsOfOurClose(Exception e) => Conn.Fd.IsClosed && e is IOException or ObjectDisposedException;

    // Nobody waits for this: if a write is pending or the socket is full, the end of the stream has to do.
    private void SayGoodbye()
    {
        if (!_writeTurn.Wait(0)) return;
        try
        {
            Conn.SetDeadline(Deadline.None);
            var goodbye = _ssl.ShutdownAsync();
            if (goodbye.IsCompletedSuccessfully)
            {
                Conn.CloseWrite();
                Conn.Discard();
            }
            else Disregard(goodbye);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or CryptographicException)
        {
            // The connection is gone already, and so is whoever would have read it. Or OpenSSL has given the session up after a
            // record that it could not read, or is amid a renegotiation.
        }
        finally
        {
            _writeTurn.Release();
        }
    }

    // A failure that nobody looks at would come up as an unobserved one.
    private static void Disregard(Task task) => task.ContinueWith(
        static failed => failed.Exception, CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
