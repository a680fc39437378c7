using System.Buffers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akka.NetPoll.Tls;

/// <summary>The TLS of one connection: an SslStream that its owner moves on, by putting ciphertext into <see cref="Pipe"/> and taking it out.</summary>
/// <remarks>
/// Used by one thread at a time, and never waits. What does not complete at once (a handshake, a write during a renegotiation)
/// calls progress when it has, on whatever thread; then <see cref="Advance"/> is to look. Between records a read of no bytes
/// waits, for which the SslStream holds no buffer; once it completes, a read of the plaintext completes at once: no buffer
/// of the caller's is ever left with a pending read.
/// </remarks>
internal sealed class TlsEngine : IDisposable
{
    private readonly TlsHandshake _settings;
    private readonly Action _progress;
    private readonly SslStream _stream;
    private readonly Queue<Held> _held = [];
    private Task? _handshake, _write;
    private int _writing; // Bytes of _write's, which are held like what waits behind it.
    private ValueTask<int>? _ready; // The read of no bytes.
    private bool _closeWaits; // Our close_notify.

    public TlsEngine(TlsHandshake settings, Action progress)
    {
        (_settings, _progress) = (settings, progress);
        Pipe = new TlsPipe(progress);
        _stream = new SslStream(Pipe, leaveInnerStreamOpen: true);
    }

    /// <summary>The side of the network.</summary>
    public TlsPipe Pipe { get; }

    /// <summary>The handshake is done. Until <see cref="Advance"/> has found that, plaintext is held.</summary>
    public bool IsEstablished => Parameters is not null;

    /// <summary>What was agreed upon, once established.</summary>
    public TlsParameters? Parameters { get; private set; }

    /// <summary>Why the session cannot go on.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Why the end that <see cref="Read"/> came to is none that the peer has meant. Writing may go on.</summary>
    public EndOfStreamException? UnexpectedEnd { get; private set; }

    /// <summary>Our close_notify has been written.</summary>
    public bool HasShutDown { get; private set; }

    /// <summary>Bytes of plaintext that wait until they can be encrypted.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>How many pieces and marks wait.</summary>
    public int HeldPieces => _held.Count;

    /// <summary>The marks that wait, in order.</summary>
    public IEnumerable<object> HeldMarks => _held.Select(held => held.Mark).OfType<object>();

    /// <summary>Whether anything waits to be encrypted, or a mark behind it.</summary>
    public bool IsHolding => _held.Count > 0 || _write is not null;

    /// <summary>What is written now is encrypted now.</summary>
    public bool CanWrite => IsEstablished && !IsHolding;

    /// <summary>What waits to be encrypted waits for the peer's part of a renegotiation, which has to be read though no data may be wanted.</summary>
    public bool AwaitsRecords => (_write is not null || _closeWaits) && _ready is { IsCompleted: false };

    /// <summary>The peer's certificate, if it showed one, until this is disposed.</summary>
    public X509Certificate? RemoteCertificate => _stream.RemoteCertificate;

    /// <summary>Begins the handshake.</summary>
    public void Begin(CancellationToken cancellation = default)
    {
        try
        {
            Task handshake = Followed(_settings.Authenticate(_stream, cancellation));
            bool isBounded = _settings.Timeout.TotalMilliseconds is > 0 and < uint.MaxValue - 1;
            _handshake = isBounded ? Followed(handshake.WaitAsync(_settings.Timeout, CancellationToken.None)) : handshake;
        }
        catch (Exception cause)
        {
            Fail(cause); // Options that make no sense.
        }
    }

    /// <summary>Looks whether what did not complete at once has completed.</summary>
    /// <returns>True once: the handshake is done.</returns>
    public bool Advance()
    {
        if (Failure is not null) return false;
        if (_write is { IsCompleted: true }) EndWrite();
        return !IsEstablished && _handshake is { IsCompleted: true } && EndHandshake(_handshake);
    }

    /// <summary>Encrypts what was held, as far as that is possible.</summary>
    /// <returns>The next mark, when all that was written before it has been encrypted; null when there is none.</returns>
    public object? Release()
    {
        while (IsEstablished && _write is null && Failure is null && _held.TryDequeue(out Held held))
        {
            HeldBytes -= held.Data.Length;
            if (held.Mark is not null) return held.Mark;
            Encrypt(held.Data);
        }

        return null;
    }

    /// <summary>Whether a read would give bytes, or the end of the stream, or a failure.</summary>
    public bool CanRead()
    {
        if (!IsEstablished || Failure is not null) return false;
#pragma warning disable CA2012 // It is asked for its result once, and only when it is complete.
        _ready ??= _stream.ReadAsync(Memory<byte>.Empty);
#pragma warning restore CA2012
        return _ready.Value.IsCompleted;
    }

    /// <summary>Reads plaintext, after <see cref="CanRead"/>; zero is the peer's close_notify, an <see cref="UnexpectedEnd"/>, or a failure.</summary>
    public int Read(Memory<byte> buffer)
    {
        int total = 0;
        try
        {
            // A failure behind data waits in _ready until the data has been handed on.
            do
            {
                int count = ReadRecord(buffer[total..]);
                if (count == 0) break;
                total += count;
            }
            while (total < buffer.Length && CanRead() && _ready!.Value.IsCompletedSuccessfully);

            if (total == 0) CheckClose();
        }
        catch (IOException cause) when (Pipe.EndWasRead)
        {
            UnexpectedEnd = new EndOfStreamException("the peer ended its stream amid a record of TLS", cause);
        }
        catch (Exception cause)
        {
            Fail(cause);
        }

        return total;
    }

    /// <summary>Encrypts a copy, or holds one until that is possible.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        if (!CanWrite)
        {
            Write(new ReadOnlyMemory<byte>(data.ToArray()));
            return;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(data.Length);
        data.CopyTo(copy);
        Write(copy.AsMemory(0, data.Length));
        if (_write is null) ArrayPool<byte>.Shared.Return(copy); // Otherwise it is still being read.
    }

    /// <summary>Encrypts memory that does not change as long as this <see cref="IsHolding"/>, or holds it until that is possible.</summary>
    public void Write(ReadOnlyMemory<byte> data)
    {
        if (data.IsEmpty) return;
        if (CanWrite) Encrypt(data);
        else Hold(new Held(data, null));
    }

    /// <summary>Holds a mark, which <see cref="Release"/> gives back behind all that was written before it.</summary>
    public void Mark(object mark) => Hold(new Held(default, mark));

    /// <summary>Writes close_notify; nothing can be written after it.</summary>
    /// <returns>False when it has to be tried again, behind a renegotiation.</returns>
    public bool Shutdown()
    {
        try
        {
            if (!IsEstablished || Failure is not null || HasShutDown) return true;
            Follow(_stream.ShutdownAsync());
            (HasShutDown, _closeWaits) = (true, false);
        }
        catch (CryptographicException)
        {
            // "Shutdown while in init". If the peer has gone amid the renegotiation, our end of stream has to do.
            return !(_closeWaits = _ready is { IsCompleted: false });
        }
        catch (Exception cause)
        {
            Fail(cause);
        }

        return true;
    }

    public void Dispose()
    {
        // What is pending ends with the end of the stream, on this thread; then nothing uses the stream any more.
        Pipe.Put(isEnd: true);
        _stream.Dispose();
        Pipe.Dispose();
    }

    private int ReadRecord(Memory<byte> buffer)
    {
        ValueTask<int> ready = _ready!.Value;
        _ready = null;
        ready.GetAwaiter().GetResult();
        ValueTask<int> read = _stream.ReadAsync(buffer);
        if (!read.IsCompleted) throw new InvalidOperationException("plaintext that was ready could not be read");
        return read.GetAwaiter().GetResult();
    }

    // Without close_notify anything on the way may have cut the stream (RFC 8446, 6.1). When we have sent ours first, the peer's
    // plain FIN will do: we are not bound to wait for its close_notify any more, and many a peer answers ours by closing.
    private void CheckClose()
    {
        if (Pipe.EndWasRead && _settings.RequireCloseNotify && !HasShutDown)
            UnexpectedEnd = new EndOfStreamException("the peer ended its stream without TLS's close_notify");
    }

    private bool EndHandshake(Task handshake)
    {
        try
        {
            handshake.GetAwaiter().GetResult();
            Parameters = new TlsParameters(
                _stream.SslProtocol, _stream.NegotiatedApplicationProtocol, _stream.TargetHostName, _stream.RemoteCertificate);
        }
        catch (TimeoutException cause)
        {
            Failure = new TimeoutException($"no TLS handshake within {_settings.Timeout}", cause);
        }
        catch (IOException cause) when (Pipe.EndWasRead)
        {
            Failure = new EndOfStreamException("the peer ended its stream amid the TLS handshake", cause);
        }
        catch (Exception cause)
        {
            Fail(cause);
        }

        return IsEstablished;
    }

    private void Encrypt(ReadOnlyMemory<byte> data)
    {
        try
        {
            ValueTask write = _stream.WriteAsync(data);
            if (write.IsCompleted) write.GetAwaiter().GetResult();
            else Follow(write.AsTask(), data.Length);
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
    }

    private void Hold(Held held)
    {
        _held.Enqueue(held);
        HeldBytes += held.Data.Length;
    }

    private void Follow(Task write, int length = 0)
    {
        if (write.IsCompletedSuccessfully) return;
        _write = Followed(write);
        _writing = length;
        HeldBytes += length;
    }

    private void EndWrite()
    {
        if (_write!.Exception is { } cause) Fail(cause.InnerException!);
        HeldBytes -= _writing;
        (_write, _writing) = (null, 0);
    }

    private Task Followed(Task task)
    {
        task.ContinueWith(
            static (ended, progress) =>
            {
                _ = ended.Exception; // Observed here, for when the connection is gone nothing looks at it any more.
                ((Action)progress!)();
            },
            _progress, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    // OpenSSL's own words stand innermost, what was wrong with a certificate outermost.
    private void Fail(Exception cause)
    {
        Exception innermost = cause.GetBaseException();
        Failure ??= innermost == cause ? cause : new AuthenticationException($"{cause.Message} ({innermost.Message})", cause);
    }

    // Plaintext, or a mark behind it.
    private readonly record struct Held(ReadOnlyMemory<byte> Data, object? Mark);
}
