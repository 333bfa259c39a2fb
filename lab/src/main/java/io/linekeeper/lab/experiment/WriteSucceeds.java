package io.linekeeper.lab.experiment;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Peer;
import io.linekeeper.lab.TcpSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A program goes on to write to a peer that is gone, and the kernel goes on to take it. */
final class WriteSucceeds implements Experiment {
    private static final int PORT = 7001;
    private static final int BYTES = 1000;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LAST_OF_THE_FIRST_WRITES = Duration.ofMillis(4_500);

    private final String id;
    private final int retries;
    private final int seconds;
    private final Duration between;

    private WriteSucceeds(String id, int retries, int seconds, Duration between) {
        this.id = id;
        this.retries = retries;
        this.seconds = seconds;
        this.between = between;
    }

    /** With fewer retransmissions than Linux makes by itself, so that the end can be waited for. */
    static Experiment shortened() {
        return new WriteSucceeds("write-succeeds", 5, 18, Duration.ofSeconds(5));
    }

    /** As Linux has it. */
    static Experiment full() {
        return new WriteSucceeds("write-succeeds-full", 15, 960, Duration.ofMinutes(2));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String question() {
        return "What does write() say to a dead line, and what does the kernel do then (tcp_retries2 = " + retries
                + ")?";
    }

    @Override
    public int seconds() {
        return seconds;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        try (Network network = Network.make();
                Fault hole = new BlackHole(network, Direction.BOTH)) {
            network.server().sysctl("net.ipv4.tcp_retries2", Integer.toString(retries));
            PacketTrace trace = PacketTrace.on(network);
            Server server = Server.on(network, Terms.of(PORT));
            network.device().start(Peer.command(server.place(PORT), "--protocol", "raw"));
            server.await(PORT, "accepted");
            journal.startAt(hole.inject());
            trace.fresh();
            journal.add(journal.start(), hole.toString() + "; tcp_retries2 is " + retries);
            new Course(journal, server, trace).follow();
        }
    }

    /** What is seen of it, look by look. */
    private final class Course {
        private final Journal journal;
        private final Server server;
        private final PacketTrace trace;
        private final long firstWrite = System.nanoTime();
        private long nextWrite = firstWrite;
        private long lastPacket;
        private int packets;
        private int writes;

        Course(Journal journal, Server server, PacketTrace trace) {
            this.journal = journal;
            this.server = server;
            this.trace = trace;
        }

        void follow() {
            boolean ended = Watch.until(LOOK, Duration.ofSeconds(2L * seconds), this::look);
            journal.conclude(ended ? summary() : "no error in " + 2 * seconds + " s");
        }

        private String summary() {
            ServerEvent error = server.found(PORT).orElseThrow();
            return String.format(
                    Locale.ROOT,
                    "%d writes succeeded, %d packets were sent, and %.1f s after the first write came the %s",
                    writes,
                    packets,
                    (error.nanos() - firstWrite) / 1e9,
                    error.what());
        }

        private boolean look() {
            if (System.nanoTime() - nextWrite >= 0) {
                write();
            }
            List<PacketTrace.Seen> fresh = trace.fresh();
            fresh.forEach(this::note);
            server.report(journal);
            journal.print();
            if (!fresh.isEmpty()) {
                server.sockets(PORT).forEach(socket -> journal.say("  " + state(socket)));
            }
            return server.found(PORT).isPresent();
        }

        private void write() {
            server.write(PORT, BYTES);
            writes++;
            boolean first = System.nanoTime() - journal.start() < LAST_OF_THE_FIRST_WRITES.toNanos();
            nextWrite += first ? Duration.ofSeconds(1).toNanos() : between.toNanos();
        }

        private void note(PacketTrace.Seen seen) {
            String after = packets == 0
                    ? ""
                    : String.format(Locale.ROOT, " (%.3f s after the one before)", (seen.nanos() - lastPacket) / 1e9);
            packets++;
            lastPacket = seen.nanos();
            journal.add(seen.nanos(), seen.packet() + after);
        }

        private String state(TcpSocket socket) {
            return socket.state() + ", send queue " + socket.unacknowledged() + ", "
                    + KernelTimer.of(socket).map(KernelTimer::toString).orElse("no timer") + ", rto "
                    + socket.number("rto").orElse(0) + " ms, backoff "
                    + socket.number("backoff").orElse(0);
        }
    }
}
