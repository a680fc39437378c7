using Akka.NetPoll.Benchmarks;
using Akka.NetPoll.Benchmarks.Serve;

try
{
    return args switch
    {
        ["serve", var style, .. var options] => await ServeCommand.RunAsync(style, new Options(options)),
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
        serve STYLE [--port N] [--discard] [--buffer BYTES] [--hocon TEXT] [--supervised]
            an echo server; prints "listening on PORT" when it is ready. Styles:
        {string.Join(Environment.NewLine, EchoStyles.All.Select(style => $"      {style.Name,-10} {style.Description}"))}
        """);
    return 2;
}
