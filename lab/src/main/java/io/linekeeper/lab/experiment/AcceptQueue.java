package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Program;
import io.linekeeper.lab.TcpSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A server that stops accepting: its kernel goes on to connect, up to the length of its queue. */
final class AcceptQueue implements Experiment {
    private static final int PORT = 7001;
    private static final int BACKLOG = 4;
    private static final int VISITORS = 8;

    /** The first one is accepted, and the queue takes one more than the backlog (sk_acceptq_is_full in the kernel's net/sock.h). */
    private static final int LAST_IN_THE_QUEUE = 1 + BACKLOG + 1;

    private static final int WHO_LEAVES = 3;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration BETWEEN_VISITORS = Duration.ofMillis(200);
    private static final Duration LEAVES_AFTER = Duration.ofSeconds(5);
    private static final Duration ACCEPTS_AFTER = Duration.ofSeconds(9);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "accept-queue";
    }

    @Override
    public String question() {
        return "What do clients see of a server that no longer accepts (backlog " + BACKLOG + ")?";
    }

    @Override
    public int seconds() {
        return 15;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        try (Network network = Network.make()) {
            new Course(journal, network).follow();
        }
    }

    private static final class Course {
        private final Journal journal;
        private final Host server;
        private final Host device;
        private final Program doorman;
        private final Program visitors;
        private final KernelCounters before;
        private int doormanReported;
        private int visitorsReported;

        Course(Journal journal, Network network) {
            this.journal = journal;
            server = network.server();
            device = network.device();
            doorman = server.start(
                    Jvm.running(Doorman.class, server.address(), Integer.toString(PORT), Integer.toString(BACKLOG)));
            doorman.out().await(line -> line.endsWith(" listening"), START);
            visitors = device.start(Jvm.running(Visitors.class, server.address(), Integer.toString(PORT)));
            before = KernelCounters.of(server);
            doormanReported = doorman.out().size();
        }

        void follow() {
            journal.startAt(System.nanoTime());
            doorman.tell("accept 1");
            visitors.tell("come 1");
            visitors.out().await(line -> line.contains(" 1 is told "), START);
            report();
            journal.part("From here on the server does not accept");
            for (int visitor = 2; visitor <= VISITORS; visitor++) {
                visitors.tell("come " + visitor);
                reportUntil(BETWEEN_VISITORS.multipliedBy(visitor - 1));
            }
            visitors.out().await(line -> line.endsWith(" " + LAST_IN_THE_QUEUE + " write() has succeeded"), START);
            reportUntil(BETWEEN_VISITORS.multipliedBy(VISITORS));
            showKernels();
            reportUntil(LEAVES_AFTER);
            journal.say("client " + WHO_LEAVES + " has waited long enough and closes");
            visitors.tell("leave " + WHO_LEAVES);
            reportUntil(ACCEPTS_AFTER);
            showKernels();
            doorman.tell("accept " + (VISITORS - 1));
            journal.say("the server accepts again");
            Watch.until(LOOK, LONGEST_RETRY, () -> {
                report();
                return visitors.out()
                                .matching(line -> line.contains(" is told "))
                                .size()
                        == VISITORS - 1;
            });
            showKernels();
        }

        private void reportUntil(Duration sinceStart) {
            Watch.until(LOOK, START, () -> {
                report();
                return System.nanoTime() - journal.start() >= sinceStart.toNanos();
            });
        }

        private void report() {
            List<Stamped> inside = Stamped.of(doorman);
            List<Stamped> outside = Stamped.of(visitors);
            inside.subList(doormanReported, inside.size())
                    .forEach(event -> journal.add(event.nanos(), "server: " + named(event.what())));
            outside.subList(visitorsReported, outside.size())
                    .forEach(event -> journal.add(event.nanos(), "client " + event.what()));
            doormanReported = inside.size();
            visitorsReported = outside.size();
            journal.print();
        }

        /** The server knows its clients by their ports. */
        private static String named(String what) {
            String[] word = what.split(" ", 2);
            return "client " + (Integer.parseInt(word[0]) - Visitors.FIRST_PORT) + ": " + word[1];
        }

        private void showKernels() {
            report();
            List<TcpSocket> inside = server.sockets();
            List<TcpSocket> outside = device.sockets();
            inside.stream()
                    .filter(socket -> socket.state().equals("LISTEN"))
                    .forEach(socket -> journal.say("ss: the listener: Recv-Q " + socket.unread()
                            + " (wait to be accepted), Send-Q " + socket.unacknowledged() + " (backlog)"));
            for (int visitor = 1; visitor <= VISITORS; visitor++) {
                String port = ":" + (Visitors.FIRST_PORT + visitor);
                String there = state(inside, socket -> socket.remote().endsWith(port));
                String here = state(outside, socket -> socket.local().endsWith(port));
                journal.remark("ss: client " + visitor + ": at the device " + here + "; at the server " + there);
            }
            KernelCounters now = KernelCounters.of(server);
            journal.remark("/proc/net/netstat of the server: ListenOverflows " + grown(now, "ListenOverflows")
                    + ", ListenDrops "
                    + grown(now, "ListenDrops") + ", SYN retransmissions of the device "
                    + KernelCounters.of(device).value("TCPSynRetrans"));
        }

        private long grown(KernelCounters now, String name) {
            return now.value(name) - before.value(name);
        }

        private static String state(List<TcpSocket> sockets, Predicate<TcpSocket> wanted) {
            return sockets.stream()
                    .filter(wanted)
                    .map(socket -> socket.state() + (socket.unread() == 0 ? "" : ", Recv-Q " + socket.unread()))
                    .findFirst()
                    .orElse("nothing");
        }
    }
}
