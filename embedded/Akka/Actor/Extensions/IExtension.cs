namespace Akka.Actor;

/// <summary>A thing of which a system has one, made when it is first asked for.</summary>
public interface IExtension
{
}
