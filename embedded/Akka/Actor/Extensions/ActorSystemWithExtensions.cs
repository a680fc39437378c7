namespace Akka.Actor;

/// <summary>Gets a system's extensions.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>The extension, which must have been registered.</summary>
    public static T WithExtension<T>(this ActorSystem system) where T : class, IExtension => system.GetExtension<T>();

    /// <summary>The extension; an id of the given class makes it if it is not there.</summary>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId) where T : class, IExtension =>
        system.HasExtension<T>() ? system.GetExtension<T>() : (T)system.RegisterExtension((IExtensionId)Activator.CreateInstance(extensionId)!);

    /// <inheritdoc cref="WithExtension{T}(ActorSystem, Type)" />
    public static T WithExtension<T, TI>(this ActorSystem system) where T : class, IExtension where TI : IExtensionId =>
        system.WithExtension<T>(typeof(TI));
}
