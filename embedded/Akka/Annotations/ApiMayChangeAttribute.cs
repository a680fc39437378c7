namespace Akka.Annotations;

/// <summary>For users, but its shape is not settled.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Constructor
                | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Module)]
public sealed class ApiMayChangeAttribute : Attribute;
