namespace PipelineDsl;

/// <summary>Durations as people say them: <c>30.Seconds()</c>.</summary>
public static class DurationExtensions
{
    /// <summary>This many milliseconds.</summary>
    public static TimeSpan Milliseconds(this int count) => TimeSpan.FromMilliseconds(count);

    /// <summary>This many seconds.</summary>
    public static TimeSpan Seconds(this int count) => TimeSpan.FromSeconds(count);

    /// <summary>This many minutes.</summary>
    public static TimeSpan Minutes(this int count) => TimeSpan.FromMinutes(count);
}
