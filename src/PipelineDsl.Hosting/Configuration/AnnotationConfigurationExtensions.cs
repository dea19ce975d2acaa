using Microsoft.Extensions.Configuration;
using PipelineDsl.Hosting;

namespace PipelineDsl;

/// <summary>Annotation autodiscovery as the configuration says it.</summary>
public static class AnnotationConfigurationExtensions
{
    extension(Discover)
    {
        /// <summary>Pods and services that ask by annotation to be scraped, with options under the k8s-monitoring chart's own names.</summary>
        /// <param name="section">The chart's values of the feature, such as <c>configuration.GetSection("annotationAutodiscovery")</c>.</param>
        /// <remarks>Two keys are ours: <c>annotations.preset</c> (<c>k8s.grafana.com</c> or <c>prometheus.io</c>) and <c>annotations.prefix</c>
        /// give the names that the other keys of <c>annotations</c> do not give. A key that is not known, or that a pipeline says in its code, is an
        /// error and never passed over.</remarks>
        /// <exception cref="InvalidOperationException">The section is not right; the message has every mistake with its key and its mend.</exception>
        /// <example><code>
        /// Discover.Annotated(configuration.GetSection("annotationAutodiscovery")).Scrape().ForwardTo(to["metrics-service"]);
        /// </code></example>
        public static Targets<Annotated> Annotated(IConfigurationSection section)
        {
            ArgumentNullException.ThrowIfNull(section);
            return Discover.Annotated(AnnotationSettings.Read(section));
        }
    }
}
