namespace Akka.Annotations;

/// <summary>Internal, but used by Akka's other packages: changes only with them.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Constructor
                | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Module)]
public sealed class InternalStableApiAttribute : Attribute;
