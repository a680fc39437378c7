namespace Akka.Hosting;

/// <summary>Where new configuration goes among what has been added so far.</summary>
public enum HoconAddMode
{
    /// <summary>Behind: it counts where nothing else says anything.</summary>
    Append,

    /// <summary>In front: it counts before all that was added so far.</summary>
    Prepend,

    /// <summary>As <see cref="Prepend"/>: Akka.Hosting never throws away what was added.</summary>
    Replace,
}
