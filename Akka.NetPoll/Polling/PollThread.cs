namespace Akka.NetPoll.Polling;

/// <summary>A thread that does nothing but poll.</summary>
internal sealed class PollThread : IPollDriver
{
    public void Start(PollLoop loop)
    {
        var thread = new Thread(static state => Run((PollLoop)state!)) { IsBackground = true, Name = "akka.netpoll.poll-thread" };
        thread.UnsafeStart(loop);
    }

    private static void Run(PollLoop loop)
    {
        while (loop.Poll(Timeout.InfiniteTimeSpan) != PollLoop.NotPolled)
        {
        }
    }
}
