namespace PipelineDsl.Scraping.Exposition;

/// <summary>How a field of a protobuf message is written.</summary>
internal enum WireType : byte
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
