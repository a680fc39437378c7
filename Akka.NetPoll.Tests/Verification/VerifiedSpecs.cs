using Akka.NetPoll.Tests.Connections;
using Akka.NetPoll.Tests.EndToEnd;
using Akka.NetPoll.Tests.Net;
using Akka.NetPoll.Tests.Polling;
using Akka.NetPoll.Tls;
using Xunit;

namespace Akka.NetPoll.Tests.Verification;

// Every style once more in a system that verifies creators and messages.

public sealed class VerifiedHandlerStyleSpec() : HandlerStyleSpec(Verified.Hocon);

public sealed class VerifiedSubclassStyleSpec() : SubclassStyleSpec(Verified.Hocon);

public sealed class VerifiedListenerSpec() : ListenerSpec(Verified.Hocon);

public sealed class VerifiedDialerSpec() : DialerSpec(Verified.Hocon);

public sealed class VerifiedConnectionDialSpec() : ConnectionDialSpec(Verified.Hocon);

public sealed class VerifiedClosingSpec() : ClosingSpec(Verified.Hocon);

public sealed class VerifiedBackpressureSpec() : BackpressureSpec(Verified.Hocon);

public sealed class VerifiedShutdownSpec() : ShutdownSpec(Verified.Hocon);

public sealed class VerifiedUnixSocketsSpec() : UnixSocketsSpec(Verified.Hocon);

public sealed class VerifiedTlsSpec() : TlsSpec(Verified.Hocon);

public sealed class VerifiedTlsHandshakeSpec() : TlsHandshakeSpec(Verified.Hocon);

public sealed class VerifiedDatagramSpec() : DatagramSpec(Verified.Hocon);

public sealed class VerifiedPollerActorSpec() : PollerActorSpec(Verified.Hocon);

public sealed class VerifiedPollerRestartsSpec() : PollerRestartsSpec("workers", Verified.Hocon);

public sealed class VerifiedServeActorSpec() : ServeActorSpec(Verified.Hocon);

public sealed class VerifiedWithinActorsSpec() : WithinActorsSpec(Verified.Hocon);

public sealed class VerifiedNetDialerSpec(VerifiedNetSystem net) : NetDialerSpec(net), IClassFixture<VerifiedNetSystem>;

public sealed class VerifiedNetListenerSpec(VerifiedNetSystem net) : NetListenerSpec(net), IClassFixture<VerifiedNetSystem>;
