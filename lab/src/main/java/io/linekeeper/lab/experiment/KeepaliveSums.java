package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Fault;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.PulledCable;
import io.linekeeper.policy.KeepAlive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long keepalive takes, and how the sum comes about, beside an ICMP monitor that knows at once. */
final class KeepaliveSums implements Experiment {
    /** Nine probes is what Linux makes of it if nobody says otherwise (tcp(7), tcp_keepalive_probes). */
    private static final List<Terms> TERMS = List.of(
            Terms.of(7001).withKeepAlive(1, 3, 10),
            Terms.of(7002).withKeepAlive(1, 1, 10),
            Terms.of(7003).withKeepAlive(5, 5, 9),
            Terms.of(7004).withKeepAlive(5, 5, 1));

    private static final Terms LONG_IDLE = Terms.of(7005).withKeepAlive(1, 3, 10);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration REACTION = Duration.ofSeconds(10);

    /** To see the host come back. */
    private static final Duration BACK = Duration.ofSeconds(2);

    @Override
    public String id() {
        return "keepalive-sums";
    }

    @Override
    public String question() {
        return "How long does keepalive take to find that a cable was pulled, and how does the sum come about?";
    }

    @Override
    public int seconds() {
        return 100;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        try (Network network = Network.make()) {
            new Course(journal, network, TERMS).fresh();
        }
        try (Network network = Network.make()) {
            new Course(journal, network, List.of(LONG_IDLE)).longIdle();
        }
    }

    /** One cable that is pulled. */
    private static final class Course {
        private final Journal journal;
        private final Network network;
        private final List<Terms> terms;
        private final PacketTrace trace;
        private final Server server;
        private final List<Program> clients = new ArrayList<>();
        private final Reachability reachability;
        private final Map<Integer, Integer> probes = new HashMap<>();
        private long pulledAt;

        Course(Journal journal, Network network, List<Terms> terms) {
            this.journal = journal;
            this.network = network;
            this.terms = terms;
            trace = PacketTrace.on(network);
            server = Server.on(network, terms.toArray(Terms[]::new));
            terms.forEach(each ->
                    clients.add(network.device().start(Peer.command(server.place(each.port()), "--protocol", "raw"))));
            terms.forEach(each -> server.await(each.port(), "accepted"));
            reachability = Reachability.of(network.device(), network.server());
        }

        /** The cable goes right after a message, so that no probe was ever answered. */
        void fresh() {
            begin("The cable is pulled right after a message of each client");
            clients.forEach(client -> client.tell("all ping"));
            terms.forEach(each -> server.await(each.port(), "read"));
            trace.fresh();
            server.report(journal);
            Fault pulled = pull();
            journal.startAt(pulledAt);
            follow();
            journal.add(pulled.restore(), "the cable is back");
            Watch.every(LOOK, BACK, this::look);
        }

        /** The cable goes right after an answered probe: the next one comes an interval later, not an idle. */
        void longIdle() {
            trace.fresh();
            begin("The cable is pulled on a line that has been idle for long, right after an answered probe");
            server.report(journal);
            for (int answered = 0; answered < 3; answered++) {
                awaitProbe();
            }
            pull();
            follow();
        }

        private void begin(String headline) {
            journal.part(headline);
            terms.forEach(each -> journal.remark(
                    "port " + each.port() + ": " + each.keepAlive().orElseThrow()));
        }

        private void awaitProbe() {
            boolean came = Watch.until(LOOK, REACTION, () -> {
                List<PacketTrace.Seen> seen = trace.fresh();
                seen.forEach(each -> journal.add(each.nanos(), each.packet().toString()));
                journal.print();
                return seen.stream().anyMatch(each -> !each.packet().fromServer());
            });
            if (!came) {
                throw new LabException("no probe was answered within " + REACTION);
            }
        }

        private Fault pull() {
            Fault pulled = new PulledCable(network.device());
            pulledAt = pulled.inject();
            journal.add(pulledAt, pulled.toString());
            return pulled;
        }

        private void follow() {
            Duration limit = terms.stream()
                    .map(Course::longest)
                    .max(Duration::compareTo)
                    .orElseThrow()
                    .plusSeconds(10);
            Watch.until(LOOK, limit, this::look);
            terms.forEach(this::sum);
        }

        private static Duration longest(Terms each) {
            KeepAlive rule = each.keepAlive().orElseThrow();
            return rule.bound().plus(rule.interval());
        }

        private boolean look() {
            reachability.report(journal);
            trace.fresh().forEach(this::note);
            server.report(journal);
            journal.print();
            return terms.stream().allMatch(each -> server.found(each.port()).isPresent());
        }

        private void note(PacketTrace.Seen seen) {
            Packet packet = seen.packet();
            String what = packet.fromServer() && packet.isBare()
                    ? "probe " + probes.merge(packet.serverPort(), 1, Integer::sum)
                    : packet.toString();
            journal.add(seen.nanos(), "port " + packet.serverPort() + ": " + what);
        }

        private void sum(Terms each) {
            KeepAlive rule = each.keepAlive().orElseThrow();
            String seconds = server.found(each.port()).map(this::since).orElse("found by nothing");
            journal.conclude(rule + ": " + seconds);
        }

        private String since(ServerEvent error) {
            return String.format(
                    Locale.ROOT,
                    "%s %.2f s after the cable, %.2f s after the ICMP monitor",
                    error.what(),
                    (error.nanos() - pulledAt) / 1e9,
                    (error.nanos() - reachability.lost().orElseThrow()) / 1e9);
        }
    }
}
