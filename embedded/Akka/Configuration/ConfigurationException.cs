using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration that cannot be read, or that lacks what somebody needs.</summary>
public class ConfigurationException : AkkaException
{
    public ConfigurationException(string message) : base(message)
    {
    }

    public ConfigurationException(string message, Exception? exception) : base(message, exception)
    {
    }

#pragma warning disable SYSLIB0051 // The signature is the real one's.
    protected ConfigurationException(SerializationInfo info, StreamingContext context) : base(info, context)
    {
    }
#pragma warning restore SYSLIB0051

    /// <summary>What to throw when <typeparamref name="T"/> was given no configuration, or one without <paramref name="path"/>.</summary>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null)
    {
        var cause = string.IsNullOrWhiteSpace(path)
            ? "Configuration is null or empty"
            : $"Configuration does not contain `{path}` node";
        return new ConfigurationException($"Failed to instantiate {typeof(T).Name}: {cause}");
    }
}
