namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The blocking style over TLS also when nobody has given it a certificate.</summary>
[EchoStyle("conn-tls", "Akka.NetPoll: the blocking style over TLS")]
internal sealed class ConnTlsEcho : ConnEcho
{
    public override Task<int> StartAsync(EchoOptions options) => base.StartAsync(options with { Tls = options.Tls ?? Certificate.Serve(null) });
}
