package io.linekeeper.cli;

import io.linekeeper.gateway.EventLog;
import io.linekeeper.gateway.Gateway;
import io.linekeeper.gateway.GatewayConfig;
import io.linekeeper.gateway.GatewayException;
import io.linekeeper.gateway.ListenAddress;
import io.linekeeper.gateway.Protocol;
import io.linekeeper.gateway.Verdicts;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.policy.PolicyDraft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code linekeeper serve}: runs a gateway until it is told to end. */
@Command(
        name = "serve",
        description = "Accepts connections, finds the dead ones, says why, and cleans up. Ctrl-C or SIGTERM ends it.",
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class ServeCommand implements Callable<Integer> {
    /** The end may take this long, or as long as the drain if that is longer. */
    private static final Duration LONGEST_END = Duration.ofMillis(4_900);

    private static final Duration BEYOND_DRAIN = Duration.ofSeconds(1);

    @Option(
            names = "--listen",
            paramLabel = "PROTOCOL:[HOST:]PORT",
            description = "Listen there; may be given several times. PROTOCOL is line, fixed1028 or length16, HOST"
                    + " 127.0.0.1 unless given (IPv6 in brackets), PORT 0 picks a free one. Default: line:7777,"
                    + " fixed1028:7778 and length16:7779.")
    private List<ListenAddress> listen = new ArrayList<>();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Option(
            names = "--verdicts",
            paramLabel = "end|observe",
            description =
                    "end: a line that is judged dead is ended. observe: it goes on, and what would have been ended is"
                            + " told and counted, rightly or wrongly (heard again later); the kernel's keepalive and user timeout"
                            + " are left alone. Default: end.")
    private Verdicts verdicts = Verdicts.END;

    @Option(
            names = "--greet",
            paramLabel = "HEX",
            description = "fixed1028, length16: send these bytes on accept, two hex digits each. Default: none.")
    private Greeting greeting = Greeting.none();

    @Option(
            names = "--reply-delay",
            paramLabel = "D",
            description = "fixed1028: answer a PING after this time; makes a slow server to try clients against. Such a"
                    + " server asks nothing by itself unless a heartbeat option is given, so that its silence is heard."
                    + " Default: 0s.")
    private Duration replyDelay = Duration.ZERO;

    @Option(
            names = "--echo-delay",
            paramLabel = "D",
            description = "length16, line: send each frame back after this time. Default: 0s.")
    private Duration echoDelay = Duration.ZERO;

    @Option(
            names = "--echo",
            paramLabel = "framed|bare",
            description = "length16: send back the whole frame (framed), or its payload without the header (bare)."
                    + " Default: framed.")
    private Echo echo = Echo.FRAMED;

    @Mixin
    private DeviceOptions devices = new DeviceOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Mixin
    private TransportOption transport = new TransportOption();

    @Mixin
    private EventsOption events = new EventsOption();

    @Mixin
    private RecordOption record = new RecordOption();

    @Override
    public Integer call() throws GatewayException, IOException, InterruptedException {
        PolicyDraft draft = draft();
        GatewayConfig config = config(draft.resolve());
        record.requireOwnFile(events);
        transport.resolve();
        AtomicReference<@Nullable Gateway> running = new AtomicReference<>();
        try (EventLog log = events.open()) {
            Interruption interruption = Interruption.ends(() -> end(running.get(), log), longestEnd(config.policy()));
            try {
                Gateway gateway = Gateway.start(config, log, record.open(log));
                running.set(gateway);
                log.say(gateway.describe());
                draft.notes().forEach(note -> log.say("note: " + note));
                if (isPlayingSlow()) {
                    log.say("note: with a reply delay this server asks nothing by itself; --heartbeat two-way lets it");
                }
                log.say("ready; Ctrl-C ends it");
                new CountDownLatch(1).await();
            } finally {
                interruption.cancel();
            }
        }
        return ExitCode.OK;
    }

    /** Whether this is a slow server to try clients against, and nothing else was said: its own questions would be life. */
    private boolean isPlayingSlow() {
        return !replyDelay.isZero() && policy.leavesHeartbeatOpen();
    }

    /** The policy in the making. */
    PolicyDraft draft() {
        PolicyDraft draft = policy.draft();
        return isPlayingSlow() ? draft.heartbeatOff() : draft;
    }

    /** What was asked for, under this policy. */
    GatewayConfig config(LivenessPolicy judgedBy) {
        List<ListenAddress> listeners = listen.isEmpty()
                ? Stream.of(Protocol.values()).map(ListenAddress::of).toList()
                : listen;
        return new GatewayConfig(
                listeners,
                judgedBy,
                verdicts,
                transport.transport(),
                devices.devices(),
                ByteBuffer.wrap(greeting.bytes()),
                replyDelay,
                echoDelay,
                echo == Echo.BARE,
                reporting.reporting());
    }

    private static Duration longestEnd(LivenessPolicy policy) {
        Duration drained = policy.drain().plus(BEYOND_DRAIN);
        return policy.drain().compareTo(LivenessPolicy.DEFAULT_DRAIN) > 0 ? drained : LONGEST_END;
    }

    private static void end(@Nullable Gateway gateway, EventLog log) {
        if (gateway != null) {
            gateway.stop();
        }
        log.close();
    }
}
