using Akka.NetPoll.Benchmarks;
using Akka.NetPoll.Benchmarks.Micro;
using Akka.NetPoll.Benchmarks.Run;
using Akka.NetPoll.Benchmarks.Serve;
using Akka.NetPoll.Benchmarks.Simulate;

try
{
    return args switch
    {
        ["serve", var style, .. var options] => await ServeCommand.RunAsync(style, new Options(options)),
        ["run", .. var options] => await RunCommand.RunAsync(new Options(options)),
        ["micro", .. var options] => MicroCommand.Run(options),
        ["simulate", .. var options] => SimulateCommand.Run(new Options(options)),
        _ => Usage(),
    };
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static int Usage()
{
    Console.Error.WriteLine($"""
        serve STYLE [--port N] [--discard] [--buffer BYTES] [--hocon TEXT] [--tls PEM] [--burn MICROSECONDS] [--supervised]
            an echo server; prints "listening on PORT" when it is ready. Styles:
        {string.Join(Environment.NewLine, EchoStyles.All.Select(style => $"      {style.Name,-10} {style.Description}"))}
        run [--quick] [--servers A,B] [--shapes A,B,C*] [--rounds N] [--seconds S] [--warmup S] [--hocon TEXT]
            [--workers N] [--burn MICROSECONDS] [--variants "NAME[@STYLE]=HOCON;..."] [--also "NAME=FILE.dll:STYLE;..."] [--out FOLDER]
            measures the styles and the native peers against each other, and prints tables; into the folder go these
            (results.md) and the charts. --variants adds styles (subclass, unless named) with settings of their own, --also
            servers of other builds of this program. --burn lets each message cost so much computing, where servers can.
            TLS needs OpenSSL's headers (Debian: libssl-dev), and is left out without. Shapes:
              {string.Join(", ", Shapes.All.Select(shape => shape.Name))}
        micro [--quick] [BenchmarkDotNet's options]
            the parts by themselves
        simulate [--load SHARE] [--service US] [--wake-cost US] [--wake-delay US] [--poll-cost US] [--stolen-cost US]
            [--cores N] [--messages N] [--seed N]
            rules for waking a second worker, on 1 to 32 cores; exact, and the same on any machine
        """);
    return 2;
}
