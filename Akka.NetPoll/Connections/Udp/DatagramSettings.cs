using Akka.NetPoll.Configuration;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>akka.netpoll.datagram, with what a socket's <see cref="DatagramOptions"/> change.</summary>
internal sealed class DatagramSettings(SettingsReader section)
{
    // No datagram is longer (RFC 768), and so no buffer need be.
    private const int Longest = 64 * 1024;

    public int ReceiveSize { get; } = section.Size("receive-size", least: 1, most: Longest);
    public int Batch { get; } = section.Count("batch", least: 1, most: DatagramSocket.MostPerCall);
    public int BatchesPerTurn { get; } = section.Count("batches-per-turn", least: 1);
    public int SendLimit { get; } = section.Size("send-limit", least: 1);
    public int ReceiveBufferSize { get; } = section.Size("receive-buffer-size", least: 0);
    public int SendBufferSize { get; } = section.Size("send-buffer-size", least: 0);
}
