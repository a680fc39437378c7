using System.Buffers;
using System.Runtime.InteropServices;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Native memory of one byte, or so many, that counts how often it is pinned and how many pins are still held.</summary>
internal sealed unsafe class CountedMemory(int length = 1) : MemoryManager<byte>
{
    private readonly byte* _bytes = (byte*)NativeMemory.AllocZeroed((nuint)length);

    public int Pins { get; private set; }

    public int Held { get; private set; }

    /// <summary>The two, one after the other.</summary>
    public static ReadOnlySequence<byte> Sequence(CountedMemory first, CountedMemory second)
    {
        var end = new Piece(second.Memory, first.Memory.Length);
        return new ReadOnlySequence<byte>(new Piece(first.Memory, 0, end), 0, end, second.Memory.Length);
    }

    public override Span<byte> GetSpan() => new(_bytes, length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        Pins++;
        Held++;
        return new MemoryHandle(_bytes + elementIndex, pinnable: this);
    }

    public override void Unpin() => Held--;

    protected override void Dispose(bool disposing) => NativeMemory.Free(_bytes);

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long runningIndex, Piece? next = null) =>
            (Memory, RunningIndex, Next) = (memory, runningIndex, next);
    }
}
