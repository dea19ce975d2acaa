extern alias generators;

using System.Reflection;
using generators::PipelineDsl.Generators;

namespace PipelineDsl.Generators.Tests;

/// <summary>What the generator caches compares by value and holds nothing of the compiler.</summary>
public sealed class ModelShapeTests
{
    public static TheoryData<Type> Models =>
        [.. typeof(PipelineGenerator).Assembly.GetTypes().Where(t => t.Namespace == "PipelineDsl.Generators.Model" && !t.IsEnum && !t.IsNested)];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_equatable_and_free_of_compiler_types(Type model)
    {
        model.IsGenericTypeDefinition.ShouldBe(model.Name.StartsWith("EquatableArray", StringComparison.Ordinal));
        model.GetInterfaces().ShouldContain(i => i.Name == typeof(IEquatable<>).Name && i.GenericTypeArguments[0].Name == model.Name);
        foreach (FieldInfo field in model.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            foreach (Type type in Closure(field.FieldType))
            {
                (type.Namespace ?? "").ShouldNotStartWith("Microsoft.CodeAnalysis", Case.Sensitive, field.Name);
            }

            bool isArray = field.FieldType.IsArray || field.FieldType.Name.StartsWith("ImmutableArray", StringComparison.Ordinal);
            (isArray && !model.IsGenericTypeDefinition).ShouldBeFalse($"{field.Name} compares by reference");
        }
    }

    private static IEnumerable<Type> Closure(Type type) =>
        type.HasElementType ? Closure(type.GetElementType()!) : type.GenericTypeArguments.SelectMany(Closure).Append(type);
}
