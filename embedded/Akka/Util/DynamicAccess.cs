using Akka.Annotations;

namespace Akka.Util;

/// <summary>Instances of types that only a name is known of.</summary>
[InternalApi]
public static class DynamicAccess
{
    /// <summary>Makes an instance; an unknown type or a constructor that throws is a failure.</summary>
    [InternalApi]
    public static Try<TResult> CreateInstanceFor<TResult>(string typeName, params object[] args) where TResult : class =>
        Try<TResult>.From(() => (Activator.CreateInstance(Type.GetType(typeName, throwOnError: true)!, args) as TResult)!);
}
