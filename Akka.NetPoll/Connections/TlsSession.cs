using System.Buffers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Event;

namespace Akka.NetPoll.Connections;

/// <summary>The TLS of one connection: an SslStream that is moved on by its actor, which puts ciphertext into <see cref="Pipe"/> and takes it out.</summary>
/// <remarks>
/// Used by the actor's thread. What does not complete at once (a handshake, a write during a renegotiation) tells the actor
/// <see cref="Progress"/> when it has. Between records a read of no bytes waits, for which the SslStream holds no buffer;
/// once it completes, a read of the plaintext completes at once: no thread's buffer is ever left with a pending read.
/// </remarks>
internal sealed class TlsSession : IDisposable
{
    private readonly TlsHandshake _settings;
    private readonly IActorRef _self;
    private readonly SslStream _stream;
    private readonly Queue<Held> _held = [];
    private readonly long _deadline = long.MaxValue; // Environment.TickCount64.
    private readonly ICancelable? _timer;
    private Task? _handshake, _write;
    private int _writing; // Bytes of _write's, which are held like what waits behind it.
    private ValueTask<int>? _ready; // The read of no bytes.
    private bool _saidGoodbye, _goodbyeWaits;

    public TlsSession(TlsHandshake settings, IActorRef self, IScheduler scheduler)
    {
        (_settings, _self) = (settings, self);
        Pipe = new TlsPipe(self);
        _stream = new SslStream(Pipe, leaveInnerStreamOpen: true);
        if (settings.Timeout <= TimeSpan.Zero) return;
        _deadline = Environment.TickCount64 + (long)settings.Timeout.TotalMilliseconds;
        _timer = scheduler.ScheduleTellOnceCancelable(settings.Timeout, self, Progress.Instance, self);
    }

    /// <summary>The side of the network.</summary>
    public TlsPipe Pipe { get; }

    /// <summary>The handshake is done. Until <see cref="Advance"/> has found that, plaintext is held.</summary>
    public bool IsEstablished { get; private set; }

    /// <summary>Why the session cannot go on.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Why the end that <see cref="Read"/> came to is none that the peer has meant. Writing may go on.</summary>
    public EndOfStreamException? UnexpectedEnd { get; private set; }

    /// <summary>Bytes of plaintext that wait until they can be encrypted.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>How much memory what is held takes: <see cref="WriteQueue.PieceCost"/> for each piece and acknowledgement besides its bytes.</summary>
    public long HeldCost => HeldBytes + ((long)_held.Count * WriteQueue.PieceCost);

    /// <summary>Whether anything waits to be encrypted, or an acknowledgement behind it.</summary>
    public bool IsHolding => _held.Count > 0 || _write is not null;

    /// <summary>What waits to be encrypted waits for the peer's part of a renegotiation, which has to be read though no data may be wanted.</summary>
    public bool AwaitsRecords => (_write is not null || _goodbyeWaits) && _ready is { IsCompleted: false };

    /// <summary>What was agreed upon, once established.</summary>
    public TlsParameters? Parameters { get; private set; }

    private bool MayEncrypt => IsEstablished && !IsHolding;

    /// <summary>Begins the handshake.</summary>
    public void Begin()
    {
        try
        {
            _handshake = Followed(_settings.Authenticate(_stream));
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
        return !IsEstablished && EndHandshake();
    }

    /// <summary>Encrypts what was held, as far as that is possible.</summary>
    /// <returns>The next write to be acknowledged, and its sender, when all that has been encrypted is sent; null when there is none.</returns>
    public (Tcp.Write Write, IActorRef Sender)? Release()
    {
        while (IsEstablished && _write is null && Failure is null && _held.TryDequeue(out Held held))
        {
            HeldBytes -= held.Data.Length;
            if (held.Acknowledged is not null) return (held.Acknowledged, held.Sender!);
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

            if (total == 0) CheckGoodbye();
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
        if (data.IsEmpty) return;
        if (!MayEncrypt)
        {
            Hold(new Held(data.ToArray(), null, null));
            return;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(data.Length);
        data.CopyTo(copy);
        Encrypt(copy.AsMemory(0, data.Length));
        if (_write is null) ArrayPool<byte>.Shared.Return(copy); // Otherwise it is still being read.
    }

    /// <summary>Encrypts memory that nobody changes any more, or holds it until that is possible.</summary>
    /// <returns>False when the acknowledgement is held too; otherwise it is the caller's to tell.</returns>
    public bool Write(Tcp.Write write, IActorRef sender)
    {
        foreach (ReadOnlyMemory<byte> memory in write.Data)
        {
            if (MayEncrypt) Encrypt(memory);
            else Hold(new Held(memory, null, null));
        }

        if (MayEncrypt) return true;
        if (write.Ack is not null) HoldAcknowledgement(write, sender);
        return false;
    }

    /// <summary>Releases the acknowledgement behind all that is held.</summary>
    public void HoldAcknowledgement(Tcp.Write write, IActorRef sender) => Hold(new Held(default, write, sender));

    /// <summary>Tells the sender of each acknowledged write that is held that it fails.</summary>
    public void FailAcknowledged(Exception cause)
    {
        foreach (Held held in _held) held.Sender?.Tell(new Tcp.CommandFailed(held.Acknowledged!, cause), _self);
    }

    /// <summary>Says goodbye, close_notify; nothing can be written after it.</summary>
    /// <returns>False when it has to be tried again, behind a renegotiation.</returns>
    public bool Shutdown()
    {
        try
        {
            if (!IsEstablished || Failure is not null) return true;
            Follow(_stream.ShutdownAsync());
            (_saidGoodbye, _goodbyeWaits) = (true, false);
        }
        catch (CryptographicException)
        {
            // "Shutdown while in init". If the peer has gone amid the renegotiation, our end of stream has to do.
            return !(_goodbyeWaits = _ready is { IsCompleted: false });
        }
        catch (Exception cause)
        {
            Fail(cause);
        }

        return true;
    }

    public void Dispose()
    {
        _timer?.Cancel();
        // What is pending ends with the end of the stream, on this thread; then nothing uses the stream any more.
        Pipe.Put(0, isEnd: true);
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

    // Without a goodbye anybody on the way may have cut the stream (RFC 8446, 6.1). When we have said ours first, the peer's plain
    // FIN will do: we are not bound to wait for its goodbye any more, and many a peer answers ours by closing.
    private void CheckGoodbye()
    {
        if (Pipe.EndWasRead && _settings.RequireCloseNotify && !_saidGoodbye)
            UnexpectedEnd = new EndOfStreamException("the peer ended its stream without TLS's close_notify");
    }

    private bool EndHandshake()
    {
        if (_handshake is { IsCompleted: true })
        {
            _timer?.Cancel();
            if (_handshake.IsCompletedSuccessfully) Establish();
            else Fail(_handshake.Exception?.InnerException ?? new OperationCanceledException("the TLS handshake was canceled"));
        }
        else if (Environment.TickCount64 >= _deadline) Failure = new TimeoutException($"no TLS handshake within {_settings.Timeout}");

        return IsEstablished;
    }

    private void Establish()
    {
        IsEstablished = true;
        Parameters = new TlsParameters(
            _stream.SslProtocol, _stream.NegotiatedApplicationProtocol, _stream.TargetHostName, _stream.RemoteCertificate);
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
            static (ended, self) =>
            {
                _ = ended.Exception; // Observed here, for when the connection is gone nobody looks at it any more.
                ((IActorRef)self!).Tell(Progress.Instance, ActorRefs.NoSender);
            },
            _self, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    private void Fail(Exception cause)
    {
        _timer?.Cancel();
        if (!IsEstablished && cause is IOException && Pipe.EndWasRead)
            cause = new EndOfStreamException("the peer ended its stream amid the TLS handshake", cause);
        // OpenSSL's own words stand innermost, what was wrong with a certificate outermost.
        Exception innermost = cause.GetBaseException();
        Failure ??= innermost == cause || cause is EndOfStreamException ? cause : new AuthenticationException($"{cause.Message} ({innermost.Message})", cause);
    }

    private readonly record struct Held(ReadOnlyMemory<byte> Data, Tcp.Write? Acknowledged, IActorRef? Sender);

    /// <summary>Something may have completed, or the time may be up: look.</summary>
    public sealed record Progress : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Progress Instance = new();
    }
}
