package io.linekeeper.cli;

import io.linekeeper.gateway.ListenAddress;
import io.linekeeper.gateway.Protocol;
import io.linekeeper.gateway.Verdicts;
import io.linekeeper.gateway.client.ServerAddress;
import io.linekeeper.gateway.icmp.PingSettings;
import io.linekeeper.gateway.metrics.MetricsAddress;
import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Durations;
import io.linekeeper.session.DeviceId;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code linekeeper} itself: says what commands there are. */
@Command(
        name = "linekeeper",
        description = "Finds dead TCP connections within a known bound, and never ends live ones.",
        subcommands = {
            ServeCommand.class,
            ConnectCommand.class,
            CredentialCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            TuneCommand.class,
            LabCommand.class,
            ExperimentCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it ended as asked; serve, connect: also by Ctrl-C or SIGTERM",
            "1:it failed while running; connect: the server is dead, cannot be reached or ended too early;"
                    + " lab: not all was as expected",
            "2:bad usage, or it could not start",
            "130, 143:lab, experiment: it was interrupted by Ctrl-C or SIGTERM, and has no result"
        },
        footer = {"", "Durations are a number and a unit: 500ms, 3s, 5m, 2h."})
final class LinekeeperCommand implements Callable<Integer> {
    private static final int USAGE_WIDTH = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The whole command line, with its subcommands, values and errors as this program words them. */
    static CommandLine commandLine() {
        CommandLine commandLine = withConverters(new CommandLine(new LinekeeperCommand()))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setParameterExceptionHandler(Failures::badUsage)
                .setExecutionExceptionHandler(Failures::failed);
        commandLine.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_AT_FILE_PARAMETER);
        return commandLine;
    }

    /** How each kind of value is read; a refusal is the sentence of its exception. */
    private static CommandLine withConverters(CommandLine commandLine) {
        return commandLine
                .registerConverter(Duration.class, Durations::parse)
                .registerConverter(Integer.class, WholeNumber::parse)
                .registerConverter(HeartbeatChoice.class, HeartbeatChoice::parse)
                .registerConverter(KernelKeepAliveChoice.class, KernelKeepAliveChoice::parse)
                .registerConverter(UserTimeoutChoice.class, UserTimeoutChoice::parse)
                .registerConverter(Transport.class, LinekeeperCommand::transport)
                .registerConverter(Protocol.class, Protocol::of)
                .registerConverter(ListenAddress.class, ListenAddress::parse)
                .registerConverter(ServerAddress.class, ServerAddress::parse)
                .registerConverter(DeviceId.class, DeviceId::new)
                .registerConverter(Rate.class, Rate::parse)
                .registerConverter(Greeting.class, Greeting::parse)
                .registerConverter(Echo.class, Echo::of)
                .registerConverter(PingSettings.class, PingSettings::parse)
                .registerConverter(Verdicts.class, Verdicts::of)
                .registerConverter(MetricsAddress.class, MetricsAddress::parse);
    }

    private static Transport transport(String word) {
        for (Transport transport : Transport.values()) {
            if (transport.name().toLowerCase(Locale.ROOT).equals(word)) {
                return transport;
            }
        }
        throw new IllegalArgumentException("there is no transport \"" + word + "\"; choose auto, epoll or nio");
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** The version of the jar that runs. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"linekeeper " + number()};
        }

        /** The number alone. */
        static String number() {
            String version = LinekeeperCommand.class.getPackage().getImplementationVersion();
            return version == null ? "(not run from its jar)" : version;
        }
    }
}
