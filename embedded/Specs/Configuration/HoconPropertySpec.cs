using Akka.Configuration;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Config = Akka.Configuration.Config;

namespace Akka.Embedded.Specs.Configuration;

public class HoconPropertySpec
{
    private static readonly Arbitrary<int> Styles = ArbMap.Default.ArbFor<int>();

    [Fact]
    public void A_document_means_the_same_in_whatever_style_it_is_written()
    {
        Prop.ForAll(HoconTree.Documents, Styles, (tree, style) =>
        {
            var hocon = new HoconPrinter(style).Print((HoconTree.Fields)tree);
            return (Parse(hocon) == tree.Canonical()).Label(hocon);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Writing_a_document_twice_changes_nothing()
    {
        Prop.ForAll(HoconTree.Layers, Styles, (tree, style) =>
        {
            var hocon = Open(tree, style) + Open(tree, style + 1);
            return (Parse(hocon) == tree.Canonical()).Label(hocon);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Laying_over_is_associative()
    {
        Prop.ForAll(HoconTree.Layers, HoconTree.Layers, HoconTree.Layers, (a, b, c) =>
            Canonical(Of(a).WithFallback(Of(b)).WithFallback(Of(c))) == Canonical(Of(a).WithFallback(Of(b).WithFallback(Of(c)))))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Laying_over_is_the_same_as_writing_below()
    {
        Prop.ForAll(HoconTree.Layers, HoconTree.Layers, (upper, lower) =>
            Canonical(Of(upper).WithFallback(Of(lower))) == Parse(Open(lower, 1) + Open(upper, 2)))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_sub_tree_of_layers_is_the_layers_of_sub_trees()
    {
        Prop.ForAll(HoconTree.Layers, HoconTree.Layers, (upper, lower) =>
        {
            var whole = Of(upper).WithFallback(Of(lower)).GetConfig("o1");
            var parts = Of(upper).GetConfig("o1").SafeWithFallback(Of(lower).GetConfig("o1"));
            return whole is null ? parts is null : Canonical(whole) == Canonical(parts);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_survives_as_a_quoted_json_string()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var config = ConfigurationFactory.FromObject(new { a = text.Get });
            return text.Get.Trim() == "null" || config.GetString("a") == text.Get.Trim();
        }).QuickCheckThrowOnFailure();
    }

    private static HoconTree.Fields Bare(HoconTree tree) => (HoconTree.Fields)tree;

    // Without braces around it, so that two documents can stand one after the other.
    private static string Open(HoconTree tree, int style) =>
        string.Concat(Bare(tree).Values.Select((field, row) => new HoconPrinter(style + row).PrintField(field.Key, field.Value)));

    private static Config Of(HoconTree tree) => ConfigurationFactory.ParseString(new HoconPrinter(0).Print(Bare(tree)));

    private static string Parse(string hocon) => Canonical(ConfigurationFactory.ParseString(hocon));

    private static string Canonical(Config config) => HoconTree.Canonical(config.Root);
}
