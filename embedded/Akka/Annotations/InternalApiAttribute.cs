namespace Akka.Annotations;

/// <summary>Public for technical reasons only: may change without notice, and is not for users.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Constructor
                | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Module)]
public sealed class InternalApiAttribute : Attribute;
