using System.Text.Json.Nodes;

namespace PipelineDsl.Testing;

/// <summary>A change in the history of a simulated cluster.</summary>
/// <param name="Version">The version it made.</param>
/// <param name="Resource">The resource; empty for a bookmark to all watches.</param>
/// <param name="Before">The object before it; null if it was created.</param>
/// <param name="After">The object after it; null if it was deleted.</param>
internal sealed record ClusterEvent(long Version, string Resource, JsonObject? Before, JsonObject? After);
