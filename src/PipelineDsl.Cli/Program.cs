using System.CommandLine;
using PipelineDsl.Cli.Discovery;

var root = new RootCommand("Shows what metrics pipelines would find and do.") { DiscoverCommand.Create() };
return await root.Parse(args).InvokeAsync();
