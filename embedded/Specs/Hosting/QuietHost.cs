using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Embedded.Specs.Hosting;

/// <summary>A host that prints nothing, with one system in it.</summary>
internal static class QuietHost
{
    public static IHost Build(Action<AkkaConfigurationBuilder> configure, ILoggerProvider? logs = null) => new HostBuilder()
        .ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            if (logs is not null) logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        })
        .ConfigureServices(services => services.AddAkka("hosted", (akka, _) =>
        {
            akka.AddHocon("akka.loglevel = OFF, akka.stdout-loglevel = OFF", HoconAddMode.Append);
            configure(akka);
        }))
        .Build();
}
