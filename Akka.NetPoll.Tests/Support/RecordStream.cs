using System.Net.Sockets;

namespace Akka.NetPoll.Tests.Support;

/// <summary>The network of a peer's SslStream, whose records can be kept back, changed, cut, and sent in one go.</summary>
internal sealed class RecordStream(Socket socket) : Stream
{
    private readonly List<byte> _kept = [];
    private bool _keeps;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>From now on nothing is sent.</summary>
    public void Keep() => _keeps = true;

    /// <summary>All that was kept back, which is sent by the caller, or not.</summary>
    public byte[] Take()
    {
        byte[] kept = [.. _kept];
        _kept.Clear();
        return kept;
    }

    public override int Read(byte[] buffer, int offset, int count) => socket.Receive(buffer, offset, count, SocketFlags.None);

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_keeps) _kept.AddRange(buffer.AsSpan(offset, count));
        else socket.Send(buffer, offset, count, SocketFlags.None);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
