using PipelineDsl.Discovery;

namespace PipelineDsl.Testing;

/// <summary>Fixtures of targets that an HTTP endpoint lists: <c>HttpTarget.Fixture(url, "host:9100")</c>.</summary>
public static class HttpTargetFixtureExtensions
{
    extension(HttpTarget)
    {
        /// <summary>A target that an HTTP endpoint lists.</summary>
        /// <param name="url">Where the list is.</param>
        /// <param name="address">The address, as <c>host:port</c>.</param>
        /// <param name="labels">The labels that the list gives it.</param>
        public static TargetFixture Fixture(Uri url, string address, params ReadOnlySpan<(string Name, string Value)> labels)
        {
            ArgumentNullException.ThrowIfNull(url);
            return new AddressFixture(
                LabelSet.Of([.. labels, ("__address__", address), ("__meta_url", url.OriginalString)]),
                source => source is HttpSource list && list.Url == url);
        }
    }
}
