using Akka.NetPoll.Connections;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd.Endings;

/// <summary>Every way in which a connection can end.</summary>
internal static class EndingTable
{
    private static readonly Style[] Handlers = [Style.FactoryHandler, Style.RegisteredHandler];
    private static readonly Style[] Actors = [Style.Subclass, .. Handlers];

    public static Dictionary<string, Ending> All { get; } = Rows().ToDictionary(ending => ending.ToString());

    public static TheoryData<string> Names { get; } = [.. All.Keys];

    private static IEnumerable<Ending> Rows() =>
        [.. Actors.SelectMany(OfPeer), .. Actors.SelectMany(OfOurs), .. Subclass(), .. Handlers.SelectMany(OfHandler), .. Method(), .. Tls()];

    // What only the peer does.
    private static IEnumerable<Ending> OfPeer(Style style)
    {
        foreach (Peer peer in new[] { Peer.Fin, Peer.DataAndFin, Peer.EchoThenFin })
        {
            bool closesItself = style != Style.Subclass && peer == Peer.DataAndFin; // A handler that keeps open.
            yield return new(style, Moment.Connected, Act.Nothing, peer, closesItself ? CloseReason.Closed : CloseReason.PeerClosed)
            {
                Sees = PeerSees.EndOfStream, IsEchoed = peer != Peer.Fin,
            };
        }

        foreach (Peer peer in new[] { Peer.Reset, Peer.DataAndReset, Peer.EchoThenReset })
            yield return new(style, Moment.Connected, Act.Nothing, peer, CloseReason.Error);

        yield return new(style, Moment.Connected, Act.Suspend, Peer.ResetAfterAct, CloseReason.Error);
        yield return new(style, Moment.Received, Act.Suspend, Peer.EchoThenReset, CloseReason.Error);
        yield return new(style, Moment.Connected, Act.SuspendAndResume, Peer.FinAfterAct, CloseReason.PeerClosed) { Sees = PeerSees.EndOfStream };
        yield return new(style, Moment.Connected, Act.Nothing, Peer.Silence, CloseReason.IdleTimeout) { Sees = PeerSees.EndOfStream };
    }

    // What only our side does.
    private static IEnumerable<Ending> OfOurs(Style style)
    {
        yield return new(style, Moment.Received, Act.Close, Peer.Data, CloseReason.Closed) { Sees = PeerSees.EndOfStream, IsEchoed = true };
        yield return new(style, Moment.Received, Act.ConfirmedClose, Peer.Data, CloseReason.ConfirmedClosed)
        {
            Sees = PeerSees.EndOfStream, IsEchoed = true,
        };
        yield return new(style, Moment.Received, Act.Abort, Peer.Data, CloseReason.Aborted) { Sees = PeerSees.Reset };
        yield return new(style, Moment.Received, Act.Abort, Peer.DataAndFin, CloseReason.Aborted);
        yield return new(style, Moment.Received, Act.Close, Peer.DataAndFin, CloseReason.Closed) { Sees = PeerSees.EndOfStream, IsEchoed = true };
        yield return new(style, Moment.Connected, Act.Close, Peer.Silence, CloseReason.Closed) { Sees = PeerSees.EndOfStream };
        yield return new(style, Moment.Connected, Act.Abort, Peer.Silence, CloseReason.Aborted) { Sees = PeerSees.Reset };
        yield return new(style, Moment.Received, Act.WriteMuchAndClose, Peer.DataWithoutReading, CloseReason.CloseTimeout) { Sees = PeerSees.Reset };
        yield return new(style, Moment.Received, Act.WriteMuch, Peer.DataWithoutReading, CloseReason.IdleTimeout) { Sees = PeerSees.Reset };
        yield return new(style, Moment.Received, Act.WriteMuch, Peer.DataWithoutReadingThenReset, CloseReason.Error);
    }

    // Its own code fails, or it is stopped.
    private static IEnumerable<Ending> Subclass()
    {
        yield return new(Style.Subclass, Moment.Constructor, Act.Throw, Peer.Silence, null);
        yield return new(Style.Subclass, Moment.Connected, Act.Throw, Peer.Silence, CloseReason.Error) { Sees = PeerSees.Reset };
        yield return new(Style.Subclass, Moment.Received, Act.Throw, Peer.DataAndFin, CloseReason.Error);
        foreach (Act act in new[] { Act.Stop, Act.Poison, Act.Kill })
        {
            yield return new(Style.Subclass, Moment.Connected, act, Peer.Silence, CloseReason.Aborted) { Sees = PeerSees.Reset };
            yield return new(Style.Subclass, Moment.Received, act, Peer.Data, CloseReason.Aborted) { Sees = PeerSees.Reset };
        }
    }

    // The handler's own code fails, or the handler is stopped, which ends the connection: the handler itself cannot be told.
    private static IEnumerable<Ending> OfHandler(Style style)
    {
        foreach (Moment moment in Enum.GetValues<Moment>())
        {
            if (moment == Moment.Constructor && style == Style.RegisteredHandler) continue; // It fails before it is registered.
            Peer peer = moment == Moment.Received ? Peer.Data : Peer.Silence;
            yield return new(style, moment, Act.Throw, peer, CloseReason.HandlerStopped) { Sees = PeerSees.Reset, IsTold = false };
        }

        foreach (Act act in new[] { Act.Stop, Act.Poison, Act.Kill })
        {
            yield return new(style, Moment.Connected, act, Peer.Silence, CloseReason.HandlerStopped) { Sees = PeerSees.Reset, IsTold = false };
            yield return new(style, Moment.Received, act, Peer.DataAndFin, CloseReason.HandlerStopped) { IsTold = false };
        }

        // Akka stops children first, so the factory's handler is gone by then.
        yield return new(style, Moment.Received, Act.PoisonConnection, Peer.Data, CloseReason.Aborted)
        {
            Sees = PeerSees.Reset, IsTold = style == Style.RegisteredHandler,
        };
    }

    private static IEnumerable<Ending> Method()
    {
        const Style Style = Style.Method;
        yield return new(Style, Moment.Connected, Act.Nothing, Peer.Fin, CloseReason.Closed) { Sees = PeerSees.EndOfStream };
        yield return new(Style, Moment.Connected, Act.Nothing, Peer.DataAndFin, CloseReason.Closed) { Sees = PeerSees.EndOfStream, IsEchoed = true };
        yield return new(Style, Moment.Connected, Act.Nothing, Peer.EchoThenReset, CloseReason.Error);
        yield return new(Style, Moment.Connected, Act.ThrowAtOnce, Peer.Silence, CloseReason.Error);
        yield return new(Style, Moment.Received, Act.Throw, Peer.Data, CloseReason.Error) { IsEchoed = true };
        yield return new(Style, Moment.Received, Act.CancelItself, Peer.Data, CloseReason.Error) { IsEchoed = true };
        yield return new(Style, Moment.Received, Act.Return, Peer.Data, CloseReason.Closed) { Sees = PeerSees.EndOfStream, IsEchoed = true };
        yield return new(Style, Moment.Received, Act.NeverEnd, Peer.Data, CloseReason.Aborted) { Sees = PeerSees.Reset, IsEchoed = true };
    }

    private static IEnumerable<Ending> Tls()
    {
        foreach (Peer peer in new[] { Peer.Garbage, Peer.HalfAHelloAndSilence, Peer.HalfAHelloAndFin, Peer.HalfAHelloAndReset })
        {
            yield return new(Style.TlsSubclass, Moment.Connected, Act.Nothing, peer, CloseReason.Error);
            yield return new(Style.TlsHandler, Moment.Connected, Act.Nothing, peer, null);
        }
    }
}
