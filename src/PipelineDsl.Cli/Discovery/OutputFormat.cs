namespace PipelineDsl.Cli.Discovery;

/// <summary>How targets are printed.</summary>
internal enum OutputFormat
{
    /// <summary>A JSON array of objects, labels and sets sorted.</summary>
    Json,

    /// <summary>A table for reading: a row for each target.</summary>
    Table,
}
