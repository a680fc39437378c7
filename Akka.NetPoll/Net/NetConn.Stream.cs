using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Net;

/// <content>The stream: reading and writing, with and without a thread.</content>
public sealed partial class NetConn
{
    private int _readTimeout = Timeout.Infinite, _writeTimeout = Timeout.Infinite;

    /// <inheritdoc/>
    public override bool CanRead => !_fd.IsClosed;

    /// <inheritdoc/>
    public override bool CanWrite => !_fd.IsClosed;

    /// <inheritdoc/>
    public override bool CanTimeout => true;

    /// <summary>How many milliseconds a synchronous read may wait; <see cref="Timeout.Infinite"/> at first. Asynchronous ones heed deadlines and tokens only.</summary>
    public override int ReadTimeout
    {
        get => _readTimeout;
        set => _readTimeout = Checked(value);
    }

    /// <summary>How many milliseconds a synchronous write may wait each time the system takes nothing.</summary>
    public override int WriteTimeout
    {
        get => _writeTimeout;
        set => _writeTimeout = Checked(value);
    }

    /// <summary>Reads what one system call gives; 0 at the end of the stream, and at once for an empty buffer.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<int>(cancellationToken);
        if (_fd.IsClosed) return ValueTask.FromException<int>(_fd.Name("read").Closed());
        if (buffer.IsEmpty) return new ValueTask<int>(0);
        return _fd.ReadTurn.Wait(0, CancellationToken.None) ? BeginRead(buffer, cancellationToken) : ReadInTurnAsync(buffer, cancellationToken);
    }

    /// <summary>Writes all of it, as one piece among concurrent writes.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        return _fd.WriteTurn.Wait(0, CancellationToken.None) ? BeginWrite(buffer, cancellationToken) : WriteInTurnAsync(buffer, cancellationToken);
    }

    /// <summary>Receives into the pipe, which lends memory for the system call alone, or is <see cref="ReadOperation.Readable"/>. For NetTlsConn, which is the only reader.</summary>
    internal ValueTask<int> ReceiveAsync(TlsPipe pipe, CancellationToken cancellation)
    {
        _fd.ReadTurn.Wait(CancellationToken.None);
        return IdleRead().RunAsync(pipe, cancellation);
    }

    /// <summary>Receives what there is. For NetTlsConn, which is the only reader.</summary>
    internal IoResult ReceiveNow(Span<byte> buffer)
    {
        if (!_fd.PollFd.TryEnter()) return new IoResult(0, SocketError.OperationAborted);
        IoResult received = _fd.PollFd.Receive(buffer);
        _fd.PollFd.Exit();
        return received;
    }

    /// <summary>Sends as much as the system takes without waiting, or nothing if it fails. For NetTlsConn, which is the only writer.</summary>
    internal int SendNow(ReadOnlySpan<byte> data)
    {
        if (!_fd.PollFd.TryEnter()) return 0;
        int count = _fd.PollFd.Send(data).Count;
        _fd.PollFd.Exit();
        return count;
    }

    /// <summary>Writes as much as the system takes at once, at least a byte. For NetTlsConn, which is the only writer.</summary>
    internal async ValueTask<int> WriteSomeAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        await _fd.EnterAsync(_fd.WriteTurn, cancellation).ConfigureAwait(false);
        return await IdleWrite().RunSomeAsync(buffer, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_fd.IsClosed) throw _fd.Name("read").Closed();
        if (buffer.IsEmpty) return 0;

        Blocking.Wait(_fd.ReadTurn);
        try
        {
            while (true)
            {
                Throw(_fd.Prepare(PollDirection.Read, "read"));
                if (TryReceive(buffer, out int count))
                {
                    if (count == 0) NoteEnd();
                    return count;
                }

                Throw(_fd.Block(PollDirection.Read, "read", _readTimeout));
            }
        }
        finally
        {
            _fd.ReadTurn.Release();
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Blocking.Wait(_fd.WriteTurn);
        try
        {
            Throw(_fd.Prepare(PollDirection.Write, "write"));
            while (!buffer.IsEmpty)
            {
                if (TrySend(buffer, out int count)) buffer = buffer[count..];
                else Throw(_fd.Block(PollDirection.Write, "write", _writeTimeout));
            }
        }
        finally
        {
            _fd.WriteTurn.Release();
        }
    }

    private bool TryReceive(Span<byte> buffer, out int count)
    {
        if (!_fd.PollFd.TryEnter()) throw _fd.Name("read").Closed();
        try
        {
            return Done(_fd.PollFd.Receive(buffer), "read", out count);
        }
        finally
        {
            _fd.PollFd.Exit();
        }
    }

    private bool TrySend(ReadOnlySpan<byte> buffer, out int count)
    {
        if (!_fd.PollFd.TryEnter()) throw _fd.Name("write").Closed();
        try
        {
            return Done(_fd.PollFd.Send(buffer), "write", out count);
        }
        finally
        {
            _fd.PollFd.Exit();
        }
    }

    private bool Done(IoResult outcome, string operation, out int count)
    {
        count = outcome.Count;
        return outcome.IsSuccess || (outcome.WouldBlock ? false : throw _fd.Failure(outcome.Error, operation));
    }

    private async ValueTask<int> ReadInTurnAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        await _fd.EnterAsync(_fd.ReadTurn, cancellation).ConfigureAwait(false);
        return await BeginRead(buffer, cancellation).ConfigureAwait(false);
    }

    private async ValueTask WriteInTurnAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        await _fd.EnterAsync(_fd.WriteTurn, cancellation).ConfigureAwait(false);
        await BeginWrite(buffer, cancellation).ConfigureAwait(false);
    }

    // The turn is held, so no other caller uses the operation that lies idle.
    private ValueTask<int> BeginRead(Memory<byte> buffer, CancellationToken cancellation) =>
        IdleRead().RunAsync(buffer, cancellation);

    private ValueTask BeginWrite(ReadOnlyMemory<byte> buffer, CancellationToken cancellation) =>
        IdleWrite().RunAsync(buffer, cancellation);

    private ReadOperation IdleRead() => Interlocked.Exchange(ref _idleRead, null) ?? new ReadOperation(this, _fd);

    private WriteOperation IdleWrite() => Interlocked.Exchange(ref _idleWrite, null) ?? new WriteOperation(this, _fd);

    private static int Checked(int timeout) => timeout is Timeout.Infinite or > 0
        ? timeout
        : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is a positive number of milliseconds, or Timeout.Infinite.");

    private static void Throw(Exception? error)
    {
        if (error is not null) throw error;
    }
}
