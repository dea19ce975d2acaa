namespace PipelineDsl.Delivery;

/// <summary>A request in a spool, without its body.</summary>
/// <param name="Id">Its number; older requests have smaller ones.</param>
/// <param name="Format">The format of its body.</param>
/// <param name="Samples">The number of samples in it.</param>
/// <param name="Newest">The newest timestamp in it.</param>
/// <param name="Saved">When it was saved, in milliseconds since 1970.</param>
/// <param name="Bytes">The length of its body.</param>
internal readonly record struct SpoolRecord(long Id, int Format, int Samples, long Newest, long Saved, int Bytes);
