namespace PipelineDsl.Kubernetes;

/// <summary>Hears of the objects of informers. Several informers may tell at once, each one thing after the other.</summary>
internal interface IObjectListener
{
    /// <summary>The object is there, is different, or is gone; the informer has its state.</summary>
    void Changed(ScopeInformer informer, string key);

    /// <summary>All that was there when the informer first looked has been told.</summary>
    void Listed(ScopeInformer informer);

    /// <summary>The informer has listed everything once, or was refused.</summary>
    void Answered(ScopeInformer informer);
}
