namespace PipelineDsl.EndToEnd.SideBySide;

/// <summary>What a target answers once.</summary>
/// <param name="Body">The body.</param>
/// <param name="ContentType">Its type. The default value is the text format's.</param>
/// <param name="Status">The status. The default value is 200.</param>
/// <param name="Hangs">Whether the answer never comes. The default value is <see langword="false"/>.</param>
internal sealed record ScriptedAnswer(byte[] Body, string ContentType = "text/plain; version=0.0.4", int Status = 200, bool Hangs = false)
{
    public static ScriptedAnswer Hang { get; } = new([], Hangs: true);

    public static ScriptedAnswer Of(string body) => new(System.Text.Encoding.UTF8.GetBytes(body));

    public static ScriptedAnswer OpenMetrics(string body) => Of(body + "# EOF\n") with { ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8" };
}
