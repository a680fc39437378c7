namespace Akka.NetPoll.Polling;

/// <summary>Lends a <see cref="PollLoop"/> the threads that poll it.</summary>
internal interface IPollDriver
{
    /// <summary>Polls the loop until it closes. Called again whenever it has been opened again.</summary>
    void Start(PollLoop loop);
}
