using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Writes a system's log to a test's output, until the test has ended.</summary>
public class TestOutputLogger : ReceiveActor
{
    private readonly ITestOutputHelper _output;

    /// <summary>Writes there.</summary>
    public TestOutputLogger(ITestOutputHelper output)
    {
        _output = output;
        Receive<LogEvent>(logEvent => Write(logEvent));
        Receive<InitializeLogger>(initialize =>
        {
            initialize.LoggingBus.Subscribe(Self, typeof(LogEvent));
            Sender.Tell(new LoggerInitialized());
        });
    }

    private void Write(LogEvent logEvent)
    {
        try
        {
            _output.WriteLine(logEvent.ToString());
        }
        catch (FormatException malformed) when (logEvent.Message is LogMessage message)
        {
            throw new FormatException(
                $"Received a malformed formatted message. Log level: [{logEvent.LogLevel()}], "
                + $"Template: [{message.Format}], args: [{message.Unformatted()}]",
                malformed);
        }
        catch (InvalidOperationException)
        {
            // xUnit takes no output once the test has ended.
            Context.Stop(Self);
        }
    }
}
