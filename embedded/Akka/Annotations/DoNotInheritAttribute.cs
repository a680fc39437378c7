namespace Akka.Annotations;

/// <summary>Not to be derived from or implemented by users: members may be added.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class DoNotInheritAttribute : Attribute;
