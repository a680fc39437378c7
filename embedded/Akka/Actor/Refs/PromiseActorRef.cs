// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>A ref that waits for one actor's death or one message, outside of any actor.</summary>
/// <remarks>Created registered as a temp actor; <see cref="Release"/> takes it out again.</remarks>
internal sealed class PromiseActorRef : MinimalActorRef
{
    private readonly TaskCompletionSource<object> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PromiseActorRef(IActorRefProvider provider)
    {
        Provider = provider;
        Path = provider.TempPath();
        provider.RegisterTempActor(this, Path);
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    public override IInternalActorRef Parent => Provider.TempContainer;

    public Task<object> Result => _result.Task;

    public void Release() => Provider.UnregisterTempActor(Path);

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is DeathWatchNotification death)
            this.Tell(new Terminated(death.Actor, death.ExistenceConfirmed, death.AddressTerminated), death.Actor);
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (!_result.TrySetResult(message)) Provider.DeadLetters.Tell(message, sender);
    }
}
