using System.CommandLine;
using Akka.NetPoll.Benchmarks.Micro;
using Akka.NetPoll.Benchmarks.Run;
using Akka.NetPoll.Benchmarks.Serve;
using Akka.NetPoll.Benchmarks.Simulate;

var commands = new RootCommand("Servers in each style of Akka.NetPoll, measured against each other and against their peers.")
{
    ServeCommand.Create(), RunCommand.Create(), MicroCommand.Create(), SimulateCommand.Create(),
};

// After Ctrl-C or SIGTERM: time for servers to end, and for those that run them.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) };
return await commands.Parse(args).InvokeAsync(invocation);
