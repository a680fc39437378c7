using System.Buffers;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Tls;

/// <summary>Sends as much as goes at once.</summary>
internal delegate int SendNow(ReadOnlySpan<byte> data);

/// <summary>Receives what there is, with one system call.</summary>
internal delegate IoResult ReceiveNow(Span<byte> buffer);

/// <summary>What an SslStream takes for its network: ciphertext is put in and taken out by hand, and nothing ever blocks.</summary>
/// <remarks>
/// A write completes at once. A read completes at once or, on the thread that puts the next bytes in, before that call
/// returns: so the SslStream does its work on the connection's own thread. Only while user code (an asynchronous choice of
/// options) makes a handshake go on elsewhere can two threads be here, or a reader and a writer of the blocking style, hence the
/// lock. System calls are made under it, for they do not block. Between two records it holds nothing.
/// While the SslStream does not read, what comes piles up: once that is <see cref="IsFull"/> the owner is to put nothing more in,
/// and progress is called when the SslStream has taken some. A pending read has taken all there was, so a full pipe has none, and
/// one will come: asking and reading are under the one lock, so either the read sees that it was asked for, or the answer is no.
/// A read is given the rest of one record at most, see <see cref="TlsRecords"/>; one that comes to a forbidden record fails.
/// </remarks>
internal sealed class TlsPipe(Action progress) : Stream, IValueTaskSource<int>
{
    // With what one receive adds it is the most that a client can make us hold while its handshake does not go on.
    private const int Limit = 64 * 1024;

    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _target; // Of the pending read.
    private TlsRecords _records;
    private bool _pending, _ended, _endWasRead, _wasFull, _wasIdle;
    private byte[]? _input, _output;
    private int _start, _end, _written;
    private int _pulled; // Bytes that stand in _target already.
    private ReceiveNow? _receiveNow; // During a Pull, until it has been called.
    private IoResult _received; // What it came to.

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>So much waits to be read that no more is to be received. True promises that progress will be called.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate) return _wasFull = _end - _start >= Limit;
        }
    }

    /// <summary>The SslStream waits for more bytes. False promises that progress will be called when it does.</summary>
    public bool IsReading
    {
        get
        {
            lock (_gate) return !(_wasIdle = !_pending);
        }
    }

    /// <summary>The SslStream waits for the next record to begin, and holds no memory for it: what is to be <see cref="Pull"/>ed.</summary>
    public bool AwaitsRecord
    {
        get
        {
            lock (_gate) return _pending && _target.IsEmpty;
        }
    }

    /// <summary>Asked first, if nothing waits to be sent before; what it leaves waits.</summary>
    public SendNow? SendNow { get; set; }

    /// <summary>There is something to be sent.</summary>
    public bool HasOutput => Volatile.Read(ref _output) is not null;

    /// <summary>The SslStream has asked for more and learned that nothing more comes: it has found no close_notify before.</summary>
    public bool EndWasRead => Volatile.Read(ref _endWasRead);

    /// <summary>Receives what there is, with one system call; to be followed by <see cref="Put"/>. A wait for more holds no memory.</summary>
    public IoResult Receive(Socket socket, int size)
    {
        lock (_gate)
        {
            IoResult received = socket.TryReceive(Room(size));
            _end += received.Count;
            ReleaseIfEmpty();
            return received;
        }
    }

    /// <summary>Where <see cref="AwaitsRecord"/> and there is something to receive: has the SslStream go on, which receives it into the memory it decrypts in.</summary>
    /// <returns>What the system call came to: WouldBlock also where none was made.</returns>
    public IoResult Pull(ReceiveNow receive)
    {
        lock (_gate)
        {
            _received = new IoResult(0, SocketError.WouldBlock);
            if (!_pending || !_target.IsEmpty) return _received;
            (_pending, _receiveNow) = (false, receive);
        }

        _read.SetResult(0);
        lock (_gate)
        {
            _receiveNow = null;
            return _received;
        }
    }

    /// <summary>Bytes have been received, or nothing more will be. A read that has waited for that has completed when this returns.</summary>
    public void Put(bool isEnd = false)
    {
        int taken;
        Exception? refusal;
        lock (_gate)
        {
            _ended |= isEnd;
            if (!TryComplete(out taken)) return;
            refusal = Refusal();
        }

        if (refusal is null) _read.SetResult(taken);
        else _read.SetException(refusal);
    }

    /// <summary>What is to be sent, in a pooled array that is the caller's from now on; null for nothing.</summary>
    public byte[]? TakeOutput(out int length)
    {
        lock (_gate)
        {
            byte[]? output = _output;
            (length, _output, _written) = (_written, null, 0);
            return output;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            (_target, _pending) = (buffer, true);
            if (_receiveNow is not null && !buffer.IsEmpty) ReceiveIntoTarget();
            if (TryComplete(out int taken))
            {
                TellIfRelieved();
                return Refusal() is { } refusal ? ValueTask.FromException<int>(refusal) : new ValueTask<int>(taken);
            }

            _read.Reset();
            // A flight of the handshake is complete. It may be made on another thread, and the owner not know of it.
            if (_output is not null || _wasIdle) progress();
            _wasIdle = false;
            return new ValueTask<int>(this, _read.Version);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Append(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Append(buffer.AsSpan(offset, count));

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    protected override void Dispose(bool disposing)
    {
        Put(isEnd: true);
        lock (_gate)
        {
            Release(ref _input);
            Release(ref _output);
            (_start, _end, _written) = (0, 0, 0);
        }

        base.Dispose(disposing);
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            if (_output is null && SendNow is { } send) data = data[send(data)..];
            if (data.IsEmpty) return;
            int needed = _written + data.Length;
            if (_output is null || _output.Length < needed) Replace(ref _output, 0, _written, Math.Max(needed, 2 * _written));
            data.CopyTo(_output.AsSpan(_written));
            _written = needed;
        }
    }

    private void ReceiveIntoTarget()
    {
        ReceiveNow receive = _receiveNow!;
        _receiveNow = null;
        if (_start < _end || _ended) return;
        _received = receive(_target.Span);
        _pulled = _received.Count;
        _ended = _received is { IsSuccess: true, Count: 0 };
    }

    // What was received behind the first record's end has to wait for the next read.
    private int TakePulled()
    {
        ReadOnlySpan<byte> pulled = _target.Span[.._pulled];
        int taken = _records.Pass(pulled);
        pulled[taken..].CopyTo(Room(_pulled - taken));
        _end += _pulled - taken;
        (_pulled, _pending, _target) = (0, false, default);
        return taken;
    }

    // A read of no bytes waits for there being some.
    private bool TryComplete(out int taken)
    {
        taken = 0;
        bool completes = _pending && (_end > _start || _ended || _pulled > 0);
        if (!completes) return false;
        if (_pulled > 0)
        {
            taken = TakePulled();
            return true;
        }

        ReadOnlySpan<byte> next = _input.AsSpan(_start, Math.Min(_target.Length, _end - _start));
        taken = _records.Pass(next);
        next[..taken].CopyTo(_target.Span);
        _endWasRead |= taken == 0 && !_target.IsEmpty;
        (_start, _pending, _target) = (_start + taken, false, default);
        ReleaseIfEmpty();
        return true;
    }

    private IOException? Refusal() => _records.HasForbidden ? new IOException("a record of the TLS handshake without content") : null;

    private Span<byte> Room(int size)
    {
        int kept = _end - _start;
        if (_input is null || _input.Length - _end < size)
        {
            Replace(ref _input, _start, kept, kept + size);
            (_start, _end) = (0, kept);
        }

        return _input.AsSpan(_end, size);
    }

    private void ReleaseIfEmpty()
    {
        if (_start < _end) return;
        Release(ref _input);
        (_start, _end) = (0, 0);
    }

    private void TellIfRelieved()
    {
        if (!_wasFull || _end - _start >= Limit) return;
        _wasFull = false;
        progress();
    }

    private static void Replace(ref byte[]? array, int start, int length, int size)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(size);
        array.AsSpan(start, length).CopyTo(larger);
        Release(ref array);
        array = larger;
    }

    private static void Release(ref byte[]? array)
    {
        if (array is not null) ArrayPool<byte>.Shared.Return(array);
        array = null;
    }
}
