using System.Buffers;

namespace Akka.NetPoll.Connections;

/// <summary>Where a connection receives: the thread's buffer, in front of which stands what was not consumed last time.</summary>
/// <remarks>
/// Between two reads it holds nothing, or, in a pooled array, just the rest that was not consumed. A rest that alone would
/// fill half of the thread's buffer stays in an array of its own, which grows.
/// </remarks>
internal struct ReceiveBuffer
{
    [ThreadStatic] private static byte[]? _ofThread;

    private byte[]? _rest;
    private byte[]? _lent; // An array of our own that was taken and not yet given back: Drop, meanwhile, leaves it alone.
    private int _length;

    /// <summary>A buffer that begins with the rest, <paramref name="used"/> bytes; to be followed by <see cref="Keep"/>.</summary>
    public byte[] Take(int size, out int used)
    {
        used = _length;
        if (used > size / 2) return Lend(size);

        byte[] buffer = _ofThread?.Length == size ? _ofThread : GC.AllocateUninitializedArray<byte>(size);
        _ofThread = null; // A test's dispatcher may run another connection while this one handles its bytes.
        if (_rest is null) return buffer;
        _rest.AsSpan(0, used).CopyTo(buffer);
        Drop();
        return buffer;
    }

    /// <summary>Gives the buffer back but for this part of it.</summary>
    public void Keep(byte[] buffer, int start, int length)
    {
        if (buffer == _lent) Return(buffer, start, length);
        else
        {
            _rest = length == 0 ? null : ArrayPool<byte>.Shared.Rent(length);
            buffer.AsSpan(start, length).CopyTo(_rest);
            _ofThread = buffer;
        }

        _length = length;
    }

    /// <summary>Forgets the rest.</summary>
    public void Drop()
    {
        if (_rest is not null) ArrayPool<byte>.Shared.Return(_rest);
        (_rest, _length) = (null, 0);
    }

    private byte[] Lend(int size)
    {
        byte[] own = _rest!;
        _rest = null;
        if (own.Length - _length < size / 2)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_length + Math.Max(_length, size));
            own.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(own);
            own = larger;
        }

        _length = 0;
        return _lent = own;
    }

    private void Return(byte[] buffer, int start, int length)
    {
        _lent = null;
        if (length == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return;
        }

        buffer.AsSpan(start, length).CopyTo(buffer);
        _rest = buffer;
    }
}
