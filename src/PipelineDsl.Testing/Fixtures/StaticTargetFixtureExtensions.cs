using PipelineDsl.Discovery;

namespace PipelineDsl.Testing;

/// <summary>Fixtures of targets that a pipeline lists: <c>StaticTarget.Fixture("host:9100")</c>.</summary>
public static class StaticTargetFixtureExtensions
{
    extension(StaticTarget)
    {
        /// <summary>A target that a pipeline lists.</summary>
        /// <param name="address">The address, as <c>host:port</c>.</param>
        public static TargetFixture Fixture(string address) => new AddressFixture(
            LabelSet.Of(("__address__", address)), source => source is StaticSource known && known.Addresses.Contains(address));
    }
}
