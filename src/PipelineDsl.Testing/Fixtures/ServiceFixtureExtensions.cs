namespace PipelineDsl.Testing;

/// <summary>Fixtures of services: <c>Service.Fixture("db")</c>.</summary>
public static class ServiceFixtureExtensions
{
    extension(Service)
    {
        /// <summary>A service with one port; change it with the methods of <see cref="ServiceFixture"/>.</summary>
        /// <param name="name">The service's name.</param>
        public static ServiceFixture Fixture(string name)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            return new(name);
        }
    }
}
