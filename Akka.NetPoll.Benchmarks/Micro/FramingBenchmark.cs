using System.Buffers;
using Akka.NetPoll.Framing;
using BenchmarkDotNet.Attributes;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary>Cutting a buffer full of frames of 64 bytes.</summary>
[MemoryDiagnoser]
public class FramingBenchmark
{
    private const int Frames = 1000;

    private readonly LineFraming _lines = new(1024);
    private readonly LengthPrefixFraming _prefixed = new(4, 1024);
    private ReadOnlySequence<byte> _ofLines, _ofPrefixed;

    [GlobalSetup]
    public void Setup()
    {
        _ofLines = Repeat(_lines);
        _ofPrefixed = Repeat(_prefixed);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Lines() => Cut(_lines, _ofLines);

    [Benchmark(OperationsPerInvoke = Frames)]
    public long LengthPrefixes() => Cut(_prefixed, _ofPrefixed);

    private static long Cut(IFraming framing, ReadOnlySequence<byte> data)
    {
        long length = 0;
        while (framing.TryRead(ref data, out ReadOnlySequence<byte> frame)) length += frame.Length;
        return length;
    }

    private static ReadOnlySequence<byte> Repeat(IFraming framing)
    {
        var output = new ArrayBufferWriter<byte>();
        byte[] frame = new byte[64];
        frame.AsSpan().Fill((byte)'x');
        for (int i = 0; i < Frames; i++) framing.Write(output, frame);
        return new ReadOnlySequence<byte>(output.WrittenMemory);
    }
}
