// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Event;

namespace Akka.Actor.Internal;

internal sealed partial class ActorSystemImpl
{
    public override object RegisterExtension(IExtensionId extension)
    {
        if (extension is null) return null;
        _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this)));
        return extension.Get(this);
    }

    public override object GetExtension(IExtensionId extensionId) =>
        TryGetExtension(extensionId.ExtensionType, out var extension) ? extension : null;

    public override T GetExtension<T>() => TryGetExtension(out T extension) ? extension : null;

    public override bool TryGetExtension(Type extensionType, out object extension)
    {
        var found = _extensions.TryGetValue(extensionType, out var made);
        extension = found ? made.Value : null;
        return found;
    }

    public override bool TryGetExtension<T>(out T extension)
    {
        var found = TryGetExtension(typeof(T), out var untyped);
        extension = untyped as T;
        return found;
    }

    public override bool HasExtension(Type type) => typeof(IExtension).IsAssignableFrom(type) && _extensions.ContainsKey(type);

    public override bool HasExtension<T>() => _extensions.ContainsKey(typeof(T));

    // What akka.extensions names; a bad one is logged and passed over.
    private void LoadExtensions()
    {
        foreach (var name in Settings.Config.GetStringList("akka.extensions"))
        {
            try
            {
                if (Type.GetType(name) is { IsAbstract: false } type && typeof(IExtensionId).IsAssignableFrom(type))
                    RegisterExtension((IExtensionId)Activator.CreateInstance(type));
                else
                    Log.Error("[{0}] is not an 'ExtensionId', skipping...", name);
            }
            catch (Exception e)
            {
                Log.Error(e, "While trying to load extension [{0}], skipping...", name);
            }
        }
    }
}
