namespace PipelineDsl.Testing;

/// <summary>xunit.v3 takes an exception that implements an interface of this name for a failed assertion, not for an error.</summary>
internal interface IAssertionException;
