using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.NetPoll.Net;

namespace Akka.NetPoll.Tests.Support;

/// <summary>This assembly as a program of its own: an echo server in the blocking style, for what a spec cannot do to its own process.</summary>
/// <remarks>With arguments it is <see cref="SpecProgram"/>: `specs SECONDS [-]PART...`.</remarks>
internal static class EchoProgram
{
    /// <summary>Starts it with so few descriptors. It writes its address, and then a line for each accept that fails.</summary>
    public static OutsideProgram StartWithDescriptors(int count) =>
        OutsideProgram.Start("sh", ["-c", $"ulimit -n {count}; exec \"$@\"", "echo", Dotnet, typeof(EchoProgram).Assembly.Location]);

    private static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["specs", var seconds, .. var choice])
            return await Task.Run(() => SpecProgram.Run(choice, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))));

        using var system = ActorSystem.Create("echo", Backend.Hocon);
        await using var listener = await system.NetPoll().ListenAsync(new IPEndPoint(IPAddress.Loopback, 0));
        Console.WriteLine(listener.LocalEndPoint);
        while (true)
        {
            try
            {
                _ = EchoAsync(await listener.AcceptAsync());
            }
            catch (NetException e) when (e.IsTemporary)
            {
                Console.WriteLine(e.Message);
                // The pause that NetListener asks of its callers, here as they make it: its timer is the first of the process, and
                // needs a thread, which needs descriptors. No spec waits for it.
                await Task.Delay(20);
            }
        }
    }

    private static async Task EchoAsync(NetConn conn)
    {
        await using (conn) await conn.CopyToAsync(conn);
    }
}
