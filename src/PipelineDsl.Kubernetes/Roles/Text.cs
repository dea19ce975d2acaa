namespace PipelineDsl.Kubernetes;

/// <summary>A text in a <see cref="TextArena"/>; the default value is the empty text.</summary>
internal readonly record struct Text(int Start, int Length)
{
    public bool IsEmpty => Length == 0;
}
