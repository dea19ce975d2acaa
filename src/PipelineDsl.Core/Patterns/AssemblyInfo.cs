using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("PipelineDsl.Core.Tests")]
