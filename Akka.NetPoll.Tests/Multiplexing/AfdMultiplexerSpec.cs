using System.Runtime.Versioning;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;

namespace Akka.NetPoll.Tests.Multiplexing;

[SupportedOSPlatform("windows")]
public sealed class AfdMultiplexerSpec() : MultiplexerSpec(OnlyOn.Windows("AFD", () => new AfdMultiplexer()));
