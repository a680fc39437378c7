namespace Akka.NetPoll.Configuration;

/// <summary>Marks a property of options that no setting stands for: it means something for one socket only.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotASettingAttribute : Attribute;
