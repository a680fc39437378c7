using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Joins what has been added so far and what comes now.</summary>
public delegate Config HoconConfigurator(Config currentConfig, Config configToAdd);
