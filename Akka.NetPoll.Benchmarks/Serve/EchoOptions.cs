using System.Net.Security;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>What a server is asked for.</summary>
/// <param name="Port">Zero leaves the choice to the kernel.</param>
/// <param name="Discard">Count instead of echoing.</param>
/// <param name="Buffer">For styles in which each connection holds a buffer while it waits: its size.</param>
/// <param name="Hocon">Settings that come before the style's own.</param>
internal sealed record EchoOptions(int Port, bool Discard, int Buffer, string Hocon)
{
    /// <summary>Speak TLS; null for not.</summary>
    public SslServerAuthenticationOptions? Tls { get; init; }

    /// <summary>What the styles of Akka.NetPoll compute for each piece that they receive.</summary>
    public Burn Burn { get; init; }
}
