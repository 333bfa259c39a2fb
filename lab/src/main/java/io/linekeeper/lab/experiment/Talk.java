package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Fault;
import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.Network;
import io.linekeeper.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A line between two {@link Talker}s, and what each end writes into an outage and reads after it. */
final class Talk {
    private static final int PORT = 7001;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration FIRST_WORD = Duration.ofMillis(100);
    private static final int WORDS = 5;
    private static final Duration LAST_WORD = Duration.ofMillis(200);
    private static final Duration LONGEST_RETURN = Duration.ofSeconds(60);

    private final End server;
    private final End device;

    private Talk(End server, End device) {
        this.server = server;
        this.device = device;
    }

    /** Returns when each end has read a word of the other one. */
    static Talk between(Network network, boolean kept) {
        String address = network.server().address();
        End server = new End(network.server(), "server", kept ? "listen-linekeeper" : "listen", address);
        server.await("listening");
        End device = new End(network.device(), "device", "call", address);
        device.await("connected");
        server.await("connected");
        server.say();
        device.say();
        device.await("read server-0");
        server.await("read device-0");
        return new Talk(server, device);
    }

    /** Both write a few words while the fault lasts, and one more when it is over. */
    void overAnOutage(Journal journal, Fault fault, Duration length) {
        journal.startAt(fault.inject());
        server.options().forEach(journal::remark);
        server.report(journal);
        device.report(journal);
        journal.add(journal.start(), "the cable is out");
        for (int word = 0; word < WORDS; word++) {
            lookUntil(journal, FIRST_WORD.plus(length.multipliedBy(word).dividedBy(WORDS)));
            speak();
        }
        lookUntil(journal, length.minus(LOOK));
        showKernels(journal);
        long back = fault.restore();
        journal.add(back, "the cable is back in");
        showKernels(journal);
        lookUntil(journal, Duration.ofNanos(back + LAST_WORD.toNanos() - journal.start()));
        speak();
        boolean all = Watch.until(LOOK, LONGEST_RETURN, () -> {
            look(journal);
            return server.hasReadAllOf(device) && device.hasReadAllOf(server);
        });
        journal.conclude(
                all ? "nothing is lost" : "not everything has come within " + LONGEST_RETURN.toSeconds() + " s");
        server.conclude(journal, device, back);
        device.conclude(journal, server, back);
    }

    private void speak() {
        server.say();
        device.say();
    }

    private void lookUntil(Journal journal, Duration sinceStart) {
        Watch.until(LOOK, LONGEST_RETURN, () -> {
            look(journal);
            return System.nanoTime() - journal.start() >= sinceStart.toNanos();
        });
    }

    private void look(Journal journal) {
        server.report(journal);
        device.report(journal);
        journal.print();
    }

    private void showKernels(Journal journal) {
        look(journal);
        journal.say(server.kernel());
        journal.say(device.kernel());
    }

    /** One of the two. */
    private static final class End {
        private final Host host;
        private final String name;
        private final Program program;
        private int said;
        private int reported;

        End(Host host, String name, String role, String address) {
            this.host = host;
            this.name = name;
            program = host.start(Jvm.running(Talker.class, role, address, Integer.toString(PORT)));
        }

        void await(String what) {
            program.out().await(line -> line.endsWith(" " + what), START);
        }

        /** Writes its next word: its name and the number of the word. */
        void say() {
            program.tell(name + "-" + said++);
        }

        List<String> options() {
            return events().stream()
                    .map(Stamped::what)
                    .filter(what -> what.startsWith(Talker.OPTIONS))
                    .toList();
        }

        private List<Stamped> events() {
            return Stamped.of(program);
        }

        void report(Journal journal) {
            List<Stamped> all = events();
            all.subList(reported, all.size()).stream()
                    .filter(event -> event.nanos() - journal.start() >= 0)
                    .forEach(event -> journal.add(event.nanos(), name + ": " + event.what()));
            reported = all.size();
        }

        String kernel() {
            return host.sockets().stream()
                    .filter(socket -> socket.state().equals("ESTAB"))
                    .map(socket -> "  ss at the " + name + ": ESTAB, send queue " + socket.unacknowledged() + ", "
                            + KernelTimer.of(socket).map(KernelTimer::toString).orElse("no timer"))
                    .findFirst()
                    .orElse("  ss at the " + name + ": no connection");
        }

        private List<String> words() {
            List<String> words = new ArrayList<>();
            reads().forEach(read -> words.addAll(List.of(read.what().split(" ")).subList(1, read.words() + 1)));
            return words;
        }

        private List<Read> reads() {
            return events().stream()
                    .filter(event -> event.what().startsWith("read "))
                    .map(event -> new Read(event.nanos(), event.what()))
                    .toList();
        }

        boolean hasReadAllOf(End other) {
            return words().size() >= other.said;
        }

        void conclude(Journal journal, End other, long back) {
            List<String> expected = new ArrayList<>();
            for (int word = 0; word < other.said; word++) {
                expected.add(other.name + "-" + word);
            }
            long before = reads().get(0).nanos();
            OptionalLong after = reads().stream()
                    .mapToLong(Read::nanos)
                    .filter(nanos -> nanos - journal.start() > 0)
                    .findFirst();
            boolean ended = events().stream().anyMatch(event -> event.what().matches("ended|error.*"));
            journal.conclude(String.format(
                    Locale.ROOT,
                    "the %s heard nothing for %.1f s, until %.1f s after the cable was back; it has read %d of %d words, %s; %s",
                    name,
                    (after.orElseThrow(() -> new LabException(name + " has read nothing after the outage")) - before)
                            / 1e9,
                    (after.getAsLong() - back) / 1e9,
                    words().size(),
                    other.said,
                    words().equals(expected) ? "in order, each once" : "NOT in order: " + words(),
                    ended ? "its line has ended" : "its line goes on"));
        }
    }

    private record Read(long nanos, String what) {
        int words() {
            return what.split(" ").length - 1;
        }
    }
}
