namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>An echo server on loopback; <see cref="EchoStyles"/> lists them.</summary>
/// <remarks>With <see cref="EchoOptions.Discard"/> it echoes nothing, and answers the end of a stream with its length, 8 bytes, big-endian.</remarks>
internal interface IEchoServer : IAsyncDisposable
{
    /// <summary>Begins to listen.</summary>
    /// <returns>The port.</returns>
    Task<int> StartAsync(EchoOptions options);
}
