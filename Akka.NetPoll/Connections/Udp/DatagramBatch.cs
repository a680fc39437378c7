using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>What one system call receives into or sends from: the thread's, so that an idle socket holds no buffers.</summary>
internal static class DatagramBatch
{
    [ThreadStatic] private static Datagram[]? _received;
    [ThreadStatic] private static Datagram[]? _sent;

    /// <summary>So many buffers of this size, valid until the thread's next call.</summary>
    public static ReadOnlySpan<Datagram> ToReceive(int count, int size)
    {
        Datagram[] batch = _received ?? [];
        if (batch.Length != count || batch[0].Buffer.Length != size) _received = batch = Make(count, size);
        return batch;
    }

    /// <summary>As many as one call sends, to be filled from the front and emptied after the call.</summary>
    public static Span<Datagram> ToSend() => _sent ??= Make(DatagramSocket.MostPerCall, 0);

    private static Datagram[] Make(int count, int size)
    {
        // One array: the pages of what short datagrams leave unused are never touched, and so cost nothing.
        byte[] memory = GC.AllocateUninitializedArray<byte>(count * size, pinned: true);
        return [.. Enumerable.Range(0, count).Select(i => new Datagram(memory.AsMemory(i * size, size)))];
    }
}
