using Akka.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Configuration;

/// <summary>What options change of a section, and what that costs.</summary>
public sealed class SettingsSectionSpec
{
    private static readonly ConnectionsSettings System = new(ConfigurationFactory.ParseString("akka.netpoll.connection.reads-per-turn = 5"));

    [Fact]
    public void Options_change_what_they_say_and_nothing_else()
    {
        ConnectionSettings changed = System.Connection.With(new ConnectionOptions
        {
            ReceiveLimit = 3, IdleTimeout = TimeSpan.FromMilliseconds(0.5), CloseTimeout = TimeSpan.Zero, PullMode = true,
        });

        (changed.ReceiveLimit, changed.IdleTimeout, changed.CloseTimeout, changed.PullMode)
            .Should().Be((3, TimeSpan.FromMilliseconds(0.5), TimeSpan.Zero, true));
        changed.Should().BeEquivalentTo(System.Connection.Settings, but => but
            .Excluding(each => each.ReceiveLimit).Excluding(each => each.IdleTimeout).Excluding(each => each.CloseTimeout).Excluding(each => each.PullMode));
        changed.ReadsPerTurn.Should().Be(5, "the system says so");
    }

    [Fact]
    public void Options_that_say_nothing_share_the_systems_settings()
    {
        System.Connection.With(null).Should().BeSameAs(System.Connection.Settings);
        System.Connection.With(new ConnectionOptions()).Should().BeSameAs(System.Connection.Settings);
        System.Listener.With(new ListenOptions { UnlinkOnClose = false, Control = _ => { } }).Should().BeSameAs(System.Listener.Settings);
    }

    [Fact]
    public void Options_that_are_used_again_are_not_read_again()
    {
        var options = new ConnectionOptions { ReadsPerTurn = 7 };

        System.Connection.With(options).Should().BeSameAs(System.Connection.With(options));
    }

    public static TheoryData<ConnectionOptions, string> Bad => new()
    {
        { new ConnectionOptions { WriteLimit = -1 }, "write-limit = -1" },
        { new ConnectionOptions { ReadsPerTurn = 0 }, "reads-per-turn = 0" },
        { new ConnectionOptions { IdleTimeout = TimeSpan.FromSeconds(-1) }, "idle-timeout = -1000ms" },
        { new ConnectionOptions { LowWatermark = 1 << 20 }, "low-watermark = 1 MiB" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_option_is_refused_as_the_setting_of_its_name_is(ConnectionOptions options, string hocon)
    {
        Action asSetting = () => _ = new ConnectionsSettings(ConfigurationFactory.ParseString($"akka.netpoll.connection {{ {hocon} }}"));

        string refused = FluentActions.Invoking(() => System.Connection.With(options)).Should().Throw<ConfigurationException>().Which.Message;

        asSetting.Should().Throw<ConfigurationException>().WithMessage(refused);
    }

    [Fact]
    public void The_most_a_datagram_socket_can_do_bounds_its_options()
    {
        Action batch = () => System.Datagram.With(new DatagramOptions { Batch = 1000 });

        batch.Should().Throw<ConfigurationException>().WithMessage("akka.netpoll.datagram.batch is '1000', and should be a whole number, from 1 to 64");
    }

    [Fact]
    public void What_TLS_is_told_for_one_side_goes_before_the_system()
    {
        var tls = new TlsServerSettings(new()) { HandshakeTimeout = TimeSpan.FromSeconds(3) };

        TlsSettings settings = System.Tls.With(tls);

        (settings.HandshakeTimeout, settings.RequireCloseNotify).Should().Be((TimeSpan.FromSeconds(3), true));
    }
}
