using Akka.Embedded.Benchmarks;

return args switch
{
    ["compare", var first, var second, .. var options] => Comparison.Run(first, second, options),
    ["pingpong"] => await PingPong.Run(),
    ["fanin"] => await FanIn.Run(),
    ["create"] => await Creation.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        pingpong   two actors tell each other in turn, one pair a processor
        fanin      eight actors tell one
        create     a million actors: how fast they start and stop, and what one costs
        compare A.dll B.dll [ROUNDS] [BENCHMARK ...]
                   runs two builds of this program in turns and prints the medians and their ratio
        """);
    return 2;
}
