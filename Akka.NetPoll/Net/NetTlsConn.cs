using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
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
    private readonly SemaphoreSlim _readTurn = new(1, 1), _writeTurn = new(1, 1);

    internal NetTlsConn(NetConn conn, TlsTransport transport, SslStream ssl)
    {
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
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Conn.Fd.IsClosed) throw Conn.Fd.Name("read").Closed();
        if (buffer.IsEmpty) return 0;

        await _readTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // What is already decrypted is subject to the deadline too.
            if (Conn.Fd.Prepare(PollDirection.Read, "read") is { } refused) throw refused;
            return await _ssl.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfOurClose(e))
        {
            throw Conn.Fd.Name("read").Closed();
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
            await _ssl.ShutdownAsync().ConfigureAwait(false);
            Conn.CloseWrite();
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
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is gone already, and so is whoever would have read it.
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
