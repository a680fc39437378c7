namespace Akka.TestKit;

/// <summary>A filter at work. Disposing of it ends that.</summary>
public interface IUnmutableFilter : IDisposable
{
    /// <summary>Lets the events through again.</summary>
    void Unmute();
}
