namespace PipelineDsl.Kubernetes.Operator;

/// <summary>Ends the translation of a resource that cannot become jobs.</summary>
internal sealed class RejectedException(Rejection rejection) : Exception(rejection.ToString())
{
    public Rejection Rejection { get; } = rejection;
}
