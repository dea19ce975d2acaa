namespace PipelineDsl.Testing;

/// <summary>Fixtures of pods: <c>Pod.Fixture("analysis-7")</c>.</summary>
public static class PodFixtureExtensions
{
    extension(Pod)
    {
        /// <summary>A running pod with one port; change it with the methods of <see cref="PodFixture"/>.</summary>
        /// <param name="name">The pod's name.</param>
        public static PodFixture Fixture(string name)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return new(name);
        }
    }
}
