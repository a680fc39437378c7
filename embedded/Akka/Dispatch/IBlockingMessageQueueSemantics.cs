// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>The queue locks, and waits no longer than this for its lock.</summary>
public interface IBlockingMessageQueueSemantics : ISemantics
{
    TimeSpan BlockTimeOut { get; set; }
}
