using Akka.Actor;
using Akka.Event;

namespace Akka.NetPoll.Polling;

/// <summary>Watches sockets: owns the multiplexer and the table. Its messages are those of <see cref="Poller"/>.</summary>
/// <remarks>
/// A request that cannot be carried out is answered Failed; nothing that a user sends makes it throw, for every socket hangs
/// on it. Only a multiplexer that fails does: then it restarts with a new one and adds every socket again. That add reports
/// what is ready by then, so no waiter is lost. When it stops, every waiter fails.
/// </remarks>
internal sealed class PollerActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan ReopenAfter = TimeSpan.FromMilliseconds(100);

    private readonly PollLoop _loop;
    private readonly IPollDriver _driver;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public PollerActor(PollLoop loop, IPollDriver driver)
    {
        _loop = loop;
        _driver = driver;
        _loop.Poller = Self;
        _loop.Log = _log;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(PollLoop loop, IPollDriver driver) =>
        Akka.Actor.Props.Create(() => new PollerActor(loop, driver)).WithDeploy(Deploy.Local);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Poller.Register register: OnRegister(register); break;
            case Poller.Unregister unregister: OnUnregister(unregister); break;
            case Poller.Close close: OnClose(close); break;
            case Poller.WaitRead wait: wait.Desc.Answer(PollDirection.Read, Sender); break;
            case Poller.WaitWrite wait: wait.Desc.Answer(PollDirection.Write, Sender); break;
            case Poller.SetDeadline set: set.Desc.SetDeadline(set.Direction, set.Deadline); break;
            case PollLoop.MultiplexerFailed failed: OnMultiplexerFailed(failed); break;
            case Reopen: OnReopen(); break;
            default: Unhandled(message); break;
        }
    }

    // Any thread may watch a socket as soon as the loop is there, so some thread must poll from now on.
    protected override void PreStart() => OnReopen();

    // The table survives: the sockets are watched again by PostRestart, and no wait fails for it.
    protected override void PreRestart(Exception reason, object message) => _loop.Close();

    protected override void PostRestart(Exception reason) => OnReopen();

    protected override void PostStop() => _loop.Stop();

    private void OnRegister(Poller.Register register)
    {
        try
        {
            register.Socket.Blocking = false;
            var desc = new PollDesc(register.Socket, _loop);
            Open();
            Sender.Tell(_loop.Watch(desc) is { } refusal ? new Poller.Failed(register, refusal) : new Poller.Registered(desc), Self);
        }
        catch (Exception cause)
        {
            Sender.Tell(new Poller.Failed(register, cause), Self);
        }
    }

    private void OnUnregister(Poller.Unregister unregister)
    {
        if (_loop.Forget(unregister.Desc)) Sender.Tell(new Poller.Unregistered(unregister.Desc), Self);
        else Sender.Tell(new Poller.Failed(unregister, NotRegistered()), Self);
    }

    private void OnClose(Poller.Close close)
    {
        if (_loop.Forget(close.Desc))
        {
            close.Desc.Socket.Dispose();
            Sender.Tell(new Poller.Unregistered(close.Desc), Self);
        }
        else Sender.Tell(new Poller.Failed(close, NotRegistered()), Self);
    }

    private void OnMultiplexerFailed(PollLoop.MultiplexerFailed failed)
    {
        if (_loop.IsCurrent(failed.Session)) throw failed.Cause;
    }

    private void OnReopen()
    {
        try
        {
            Open();
        }
        catch (Exception cause)
        {
            _log.Error(cause, "Cannot open the multiplexer; {0} sockets wait for it", _loop.Table.Count);
            Timers.StartSingleTimer(Reopen.Instance, Reopen.Instance, ReopenAfter);
        }
    }

    private void Open()
    {
        if (_loop.Open()) _driver.Start(_loop);
    }

    private static InvalidOperationException NotRegistered() => new("the socket is not registered");

    /// <summary>Another attempt to open the multiplexer.</summary>
    private sealed record Reopen : INoSerializationVerificationNeeded
    {
        public static readonly Reopen Instance = new();
    }
}
