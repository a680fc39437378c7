using Akka.Configuration;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>akka.netpoll.datagram, with what a socket's <see cref="DatagramOptions"/> change.</summary>
internal sealed record DatagramSettings
{
    // No datagram is longer (RFC 768), and so no buffer need be.
    private const int Longest = 64 * 1024;

    public required int ReceiveSize { get; init; }
    public required int Batch { get; init; }
    public required int BatchesPerTurn { get; init; }
    public required int SendLimit { get; init; }
    public required int ReceiveBufferSize { get; init; }
    public required int SendBufferSize { get; init; }

    public static DatagramSettings Create(Config config)
    {
        var section = new SettingsReader(config, "akka.netpoll.datagram");
        return new DatagramSettings
        {
            ReceiveSize = section.Size("receive-size", 1),
            Batch = section.Count("batch", 1),
            BatchesPerTurn = section.Count("batches-per-turn", 1),
            SendLimit = section.Size("send-limit", 1),
            ReceiveBufferSize = section.Size("receive-buffer-size", 0),
            SendBufferSize = section.Size("send-buffer-size", 0),
        };
    }

    /// <summary>These settings where the options are silent.</summary>
    public DatagramSettings With(DatagramOptions options) => this with
    {
        ReceiveSize = Math.Clamp(options.ReceiveSize ?? ReceiveSize, 1, Longest),
        Batch = Math.Clamp(options.Batch ?? Batch, 1, DatagramSocket.MostPerCall),
        BatchesPerTurn = Math.Max(1, options.BatchesPerTurn ?? BatchesPerTurn),
        SendLimit = options.SendLimit ?? SendLimit,
        ReceiveBufferSize = options.ReceiveBufferSize ?? ReceiveBufferSize,
        SendBufferSize = options.SendBufferSize ?? SendBufferSize,
    };
}
