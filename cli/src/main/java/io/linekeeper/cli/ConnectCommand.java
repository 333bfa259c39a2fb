package io.linekeeper.cli;

import io.linekeeper.gateway.EventLog;
import io.linekeeper.gateway.Protocol;
import io.linekeeper.gateway.client.Client;
import io.linekeeper.gateway.client.ClientConfig;
import io.linekeeper.gateway.client.ClientException;
import io.linekeeper.gateway.client.FleetConfig;
import io.linekeeper.gateway.client.Message;
import io.linekeeper.gateway.client.ServerAddress;
import io.linekeeper.netty.Fixed1028Frame;
import io.linekeeper.netty.client.LineClientConfig;
import io.linekeeper.policy.Durations;
import io.linekeeper.policy.Heartbeat;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.policy.PolicyDraft;
import io.linekeeper.session.DeviceId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linekeeper connect}: lines to a server, which are judged here too. */
@Command(
        name = "connect",
        description = {
            "Opens lines to a server, and finds out whether it is dead.",
            "Exits 0 when it ended as asked: by Ctrl-C or SIGTERM, after --for, or without --for when the server has ended"
                    + " every line. Exits 1 when the server was judged dead, could not be reached, broke a line or ended"
                    + " one before the time of --for.",
            "line: keeps devices connected, again and again, and says what becomes of them. Exits 1 when the server was"
                    + " judged dead, a device was sent away for good, or one has no line when the time of --for is over."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class ConnectCommand implements Callable<Integer> {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final int PROBES = 3;
    private static final Duration DRAIN = Duration.ofSeconds(1);
    private static final int BEATS_A_TIMEOUT = 3;
    private static final Duration LONGEST_END = Duration.ofSeconds(4);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "HOST:PORT", description = "The server; an IPv6 host stands in brackets.", arity = "1")
    private Optional<ServerAddress> server = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "line|fixed1028|length16",
            required = true,
            description = "What the server speaks there. length16 has no heartbeat: the kernel alone judges. line asks"
                    + " the server only if that agrees to answer, and beats if that wants it.")
    private Protocol protocol = Protocol.FIXED1028;

    @Option(names = "--lines", paramLabel = "N", description = "How many lines to open. Default: 1.")
    private Integer lines = 1;

    @Mixin
    private DeviceChoice device = new DeviceChoice();

    @Mixin
    private HeartbeatOptions heartbeat = new HeartbeatOptions();

    @Option(
            names = "--send",
            paramLabel = "TEXT",
            description = "Send this on each line once it is connected, as UTF-8; fixed1028 fills it up with zeros to"
                    + " 1024 bytes. Default: nothing.")
    private Optional<String> send = Optional.empty();

    @Option(names = "--type", paramLabel = "11|21", description = "fixed1028: the type of what is sent. Default: 11.")
    private Optional<Integer> type = Optional.empty();

    @Option(names = "--every", paramLabel = "D", description = "Send again every D, 1ms or more. Default: once.")
    private Optional<Duration> every = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "D",
            description =
                    "End after D, counted from when all lines are connected; line: from the start. Default: when it is"
                            + " interrupted or the last line has ended.")
    private Optional<Duration> time = Optional.empty();

    @Mixin
    private TransportOption transport = new TransportOption();

    @Mixin
    private EventsOption events = new EventsOption();

    @Override
    public Integer call() throws ClientException, IOException, InterruptedException {
        Optional<String> complaint = protocol == Protocol.LINE ? runFleet() : runLines();
        complaint.ifPresent(sentence -> Failures.say(spec.commandLine(), sentence));
        return complaint.isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private Optional<String> runFleet() throws IOException, InterruptedException {
        FleetConfig config = fleet();
        transport.resolve();
        try (EventLog log = device.isOne() ? events.open() : events.openWithoutWords()) {
            return new FleetRun(config, log, events.words()).run(time);
        }
    }

    private Optional<String> runLines() throws ClientException, IOException, InterruptedException {
        ClientConfig config = config();
        transport.resolve();
        try (EventLog log = events.open();
                Client client = new Client(config, log)) {
            Interruption interruption = Interruption.ends(() -> end(client, log), LONGEST_END);
            try {
                log.say("connecting to " + config.server() + ", " + protocol.word() + "; the server is judged "
                        + judgedBy(config.policy()));
                client.connect();
                client.awaitEnd(time.orElse(Durations.LONGEST));
                return client.complaint(time.isPresent());
            } finally {
                client.stop();
                interruption.cancel();
            }
        }
    }

    private static void end(Client client, EventLog log) {
        client.stop();
        log.close();
    }

    private static String judgedBy(LivenessPolicy policy) {
        return policy.heartbeat() instanceof Heartbeat.TwoWay twoWay
                ? "by its answers: " + twoWay.rule()
                : "by the kernel alone: "
                        + policy.kernel().keepAlive().map(Object::toString).orElse("off");
    }

    /** What was asked for of devices. */
    FleetConfig fleet() {
        requireDescriptors();
        List<DeviceId> devices = device.devices(lines);
        LivenessPolicy asked = policy();
        ServerAddress address = server.orElseThrow();
        try {
            LineClientConfig each = LineClientConfig.of(address.host(), address.port(), devices.get(0))
                    .withCredential(device.credential())
                    .withPolicy(asked.heartbeat() instanceof Heartbeat.OneWay ? asked.withoutHeartbeat() : asked)
                    .withReconnectAfterSuperseded(device.afterSuperseded());
            return new FleetConfig(
                    asked.heartbeat() instanceof Heartbeat.TwoWay ? each : each.withLongestBeat(beat(asked)),
                    devices,
                    transport.transport(),
                    message(),
                    device.isOne());
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Duration> beat(LivenessPolicy asked) {
        return asked.heartbeat() instanceof Heartbeat.OneWay oneWay
                ? Optional.of(oneWay.timeout().dividedBy(BEATS_A_TIMEOUT))
                : Optional.empty();
    }

    /** What was asked for of lines that belong to no device. */
    ClientConfig config() {
        device.requireNone(protocol.word());
        requireDescriptors();
        LivenessPolicy asked = policy();
        Optional<Duration> beat = beat(asked);
        LivenessPolicy policy = beat.isEmpty() ? asked : asked.withHeartbeat(new Heartbeat.Off());
        try {
            return new ClientConfig(
                    server.orElseThrow(), protocol, lines, policy, transport.transport(), beat, message());
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private LivenessPolicy policy() {
        PolicyDraft draft = new PolicyDraft().drain(DRAIN);
        Optional<HeartbeatChoice> choice = heartbeat.choice();
        boolean off = choice.isPresent() && choice.get() instanceof HeartbeatChoice.Off;
        if (!protocol.hasHeartbeat()) {
            if (heartbeat.hasTwoWayValues() || (choice.isPresent() && !off)) {
                throw misused(
                        "--protocol " + protocol.word() + " has no heartbeat, so that nothing can be asked or"
                                + " beaten; leave out --heartbeat, --idle, --interval and --probes, or choose a protocol that has one");
            }
            return draft.heartbeatOff().resolve();
        }
        if (choice.isEmpty() || choice.get() instanceof HeartbeatChoice.TwoWay) {
            heartbeat.twoWayInto(draft, IDLE, INTERVAL, PROBES);
        } else {
            heartbeat.into(draft);
        }
        return draft.resolve();
    }

    private Optional<Message> message() {
        if (send.isEmpty() && (every.isPresent() || type.isPresent())) {
            throw misused((every.isPresent() ? "--every" : "--type") + " has nothing to send; add --send TEXT");
        }
        if (type.isPresent() && protocol != Protocol.FIXED1028) {
            throw misused("--type " + type.get() + " has no meaning in " + protocol.word()
                    + ", whose frames have no types; leave it out");
        }
        return send.map(text -> new Message(text, type.orElse(Fixed1028Frame.DATA_11), every));
    }

    private void requireDescriptors() {
        DescriptorLimit.lines().ifPresent(most -> {
            if (lines > most) {
                throw misused("--lines " + lines + " is more than the " + most + " that the descriptor limit of this"
                        + " process leaves room for; lower it, or raise the limit with ulimit -n");
            }
        });
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
