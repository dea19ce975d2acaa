using System.Collections.Immutable;
using PipelineDsl.Analysis;
using PipelineDsl.Parity;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Core.Tests.Analysis;

/// <summary>What is claimed about the rules of the conformance data is what Prometheus did with them.</summary>
public sealed class AnalysisConformanceTests
{
    [Fact]
    public void Prometheus_drops_where_nothing_passes_and_nowhere_else_where_nothing_is_decided()
    {
        int claims = 0;
        foreach (RelabelCase test in RelabelCases.All.Values.Where(static test => test.ErrorRule is null))
        {
            foreach (RuleFinding finding in RuleAnalysis.Analyze(test.ReadRules(), RuleContext.Unknown))
            {
                claims++;
                switch (finding.Kind)
                {
                    case RuleFindingKind.NothingPasses:
                        test.Outcome.ShouldBeInRange(0, finding.Rule, $"{test.Name}: {finding.Message}");
                        break;
                    case RuleFindingKind.NeverMatches or RuleFindingKind.DecidesNothing:
                        test.Outcome.ShouldNotBe(finding.Rule, $"{test.Name}: {finding.Message}");
                        break;
                    case RuleFindingKind.DeadWrite when test.Result is { } result:
                        ImmutableArray<RelabelRule> others = test.ReadRules().RemoveAt(finding.Rule);
                        RuleSet.Interpret(others).Apply(test.Labels).ShouldBe(result, $"{test.Name}: {finding.Message}");
                        break;
                }
            }
        }

        claims.ShouldBeGreaterThan(100);
    }

    /// <summary>Of chains as people and operators write them little is said, and all of it is so.</summary>
    [Fact]
    public void Of_realistic_chains_only_what_is_true_is_said()
    {
        string[] said = [.. RelabelCases.All.Values.Where(static test => test.Name.StartsWith("k8s/", StringComparison.Ordinal))
            .SelectMany(static test => RuleAnalysis.Analyze(test.ReadRules(), RuleContext.Unknown)
                .Where(static finding => finding.Kind is not (RuleFindingKind.RedundantAnchor or RuleFindingKind.CaseInsensitiveList))
                .Select(finding => $"{finding.Kind}: {test.ReadRules()[finding.Rule]}"))
            .Distinct().Order(StringComparer.Ordinal)];
        said.ShouldBe(
        [
            // The chain sets external labels and then removes them, as a receiver does.
            "DeadWrite: replace -> __replica__ = \"\"",
            "DeadWrite: replace -> endpoint = \"http\"",

            // The Prometheus operator writes 'pod' twice: the second rule has the default pattern, and always wins.
            "DeadWrite: replace [__meta_kubernetes_endpoint_address_target_kind, __meta_kubernetes_endpoint_address_target_name] =~ \"Pod;(.*)\" -> pod = \"${1}\"",
            "DeadWrite: replace [__meta_kubernetes_endpointslice_address_target_kind, __meta_kubernetes_endpointslice_address_target_name] =~ \"Pod;(.*)\" -> pod = \"${1}\"",

            // A namespace that is enforced over the one that was copied.
            "DeadWrite: replace [__meta_kubernetes_namespace] -> namespace = \"$1\"",

            // One shard of one.
            "DecidesNothing: keep [__tmp_hash] =~ \"0\"",
        ]);
    }
}
