namespace PipelineDsl.Testing;

/// <summary>A request as a receiver got it, accepted or not.</summary>
/// <param name="Status">The status that was answered; 0 when the connection was cut instead.</param>
/// <param name="Headers">The request's headers; case makes no difference in their names.</param>
/// <param name="Samples">The number of samples in it.</param>
public sealed record ReceivedRequest(int Status, IReadOnlyDictionary<string, string> Headers, int Samples);
