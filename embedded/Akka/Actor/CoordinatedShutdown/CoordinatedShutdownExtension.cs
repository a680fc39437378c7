namespace Akka.Actor;

/// <summary>Makes a system's <see cref="CoordinatedShutdown"/> of its configuration.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    /// <inheritdoc />
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown");
        var shutdown = new CoordinatedShutdown(system, Phases.FromConfig(config));
        shutdown.AddTerminateTask(config);
        shutdown.RunWhenProcessExits(config);
        return shutdown;
    }
}
