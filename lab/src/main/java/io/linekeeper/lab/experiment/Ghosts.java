package io.linekeeper.lab.experiment;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.DetectorServer;
import io.linekeeper.lab.detector.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Devices that come back every few seconds from new ports, on a careless server and on one with Linekeeper, as a plot. */
final class Ghosts implements Experiment {
    private static final int DEVICES = 20;
    private static final int DESCRIPTORS = 256;
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Duration LIFE = Duration.ofSeconds(3);

    /** They do not all return at the same moment. */
    private static final int TURNS = 4;

    private static final Duration TURN = LIFE.dividedBy(TURNS);
    private static final int TURNS_PER_ROW = 8;

    @Override
    public String id() {
        return "ghosts";
    }

    @Override
    public String question() {
        return "What do " + DEVICES + " devices that come back every " + LIFE.toSeconds()
                + " s leave behind on a server, without and with Linekeeper?";
    }

    @Override
    public int seconds() {
        return 70;
    }

    @Override
    public void run(Notes notes) {
        Journal journal = Journal.begin(this, notes);
        try (Town careless = new Town(
                        (address, port) -> Jvm.running(CarelessServer.class, address, Integer.toString(port)),
                        "listening",
                        DEVICES,
                        DESCRIPTORS,
                        "--protocol",
                        "raw");
                Town kept = new Town(
                        (address, port) -> DetectorServer.command(address, List.of(Detectors.named("within"))),
                        "LISTENING",
                        DEVICES,
                        DESCRIPTORS,
                        "--protocol",
                        "line",
                        "--answer")) {
            new Course(journal, careless, kept).follow(notes.directory().resolve("ghosts.svg"));
        }
    }

    private static final class Course {
        private final Journal journal;
        private final Town careless;
        private final Town kept;
        private final List<Census> ofCareless = new ArrayList<>();
        private final List<Census> ofKept = new ArrayList<>();
        private boolean toldWhenFull;

        Course(Journal journal, Town careless, Town kept) {
            this.journal = journal;
            this.careless = careless;
            this.kept = kept;
        }

        void follow(Path picture) {
            journal.part("Each server has at most " + DESCRIPTORS
                    + " descriptors. Half of the devices lose their path, half hang up");
            journal.remark(sideBySide("careless server", "server with Linekeeper (within 30 s, sessions)"));
            String head = "ESTABLISHED CLOSE_WAIT descriptors unaccepted served";
            journal.remark(sideBySide(head, head));
            int turns = (int) (LENGTH.toNanos() / TURN.toNanos());
            for (int turn = 0; turn <= turns; turn++) {
                long due = journal.start() + turn * TURN.toNanos();
                Watch.until(Duration.ofMillis(5), LENGTH, () -> System.nanoTime() - due >= 0);
                count(turn % TURNS_PER_ROW == 0);
                if (turn < turns) {
                    move(careless, turn);
                    move(kept, turn);
                }
            }
            journal.say("someone new at the careless server " + careless.newcomer());
            journal.say("someone new at the server with Linekeeper " + kept.newcomer());
            draw(picture);
            journal.conclude("plot: " + picture.getFileName());
        }

        private void count(boolean shown) {
            double seconds = (System.nanoTime() - journal.start()) / 1e9;
            ofCareless.add(careless.count(seconds));
            ofKept.add(kept.count(seconds));
            if (!toldWhenFull) {
                careless.complaint().ifPresent(event -> {
                    toldWhenFull = true;
                    journal.add(event.nanos(), "careless server: " + event.what());
                });
            }
            if (shown) {
                journal.say(sideBySide(row(last(ofCareless)), row(last(ofKept))));
            }
        }

        private static String sideBySide(String left, String right) {
            return String.format(Locale.ROOT, "%-55s %s", left, right);
        }

        private static Census last(List<Census> all) {
            return all.get(all.size() - 1);
        }

        private static String row(Census census) {
            return String.format(
                    Locale.ROOT,
                    "%11d %10d %11d %10d %6d",
                    census.established(),
                    census.closeWait(),
                    census.descriptors(),
                    census.unaccepted(),
                    census.served());
        }

        private static void move(Town town, int turn) {
            town.loseAndReturn(of(0, turn));
            town.hangUpAndReturn(of(DEVICES / 2, turn));
        }

        /** Those of one half of the devices whose turn it is. */
        private static List<Integer> of(int from, int turn) {
            return IntStream.range(from, from + DEVICES / 2)
                    .filter(device -> device % TURNS == turn % TURNS)
                    .boxed()
                    .toList();
        }

        private void draw(Path picture) {
            SvgPlot plot = new SvgPlot(
                    DEVICES + " devices come back every " + LIFE.toSeconds() + " s, each from a new port",
                    "seconds",
                    "connections, descriptors",
                    DESCRIPTORS,
                    "limit of descriptors",
                    List.of(
                            panel("Careless server", ofCareless, full()),
                            panel("Server with Linekeeper", ofKept, Optional.empty())));
            try {
                Files.writeString(picture, plot.text());
            } catch (IOException e) {
                throw new LabException("the plot cannot be written to " + picture + ": " + e.getMessage(), e);
            }
        }

        /** When the careless server could accept no more. */
        private Optional<SvgPlot.Mark> full() {
            return careless.complaint()
                    .map(event ->
                            new SvgPlot.Mark((event.nanos() - journal.start()) / 1e9, "full: nobody new is served"));
        }

        private static SvgPlot.Panel panel(String title, List<Census> all, Optional<SvgPlot.Mark> mark) {
            return new SvgPlot.Panel(
                    title,
                    List.of(
                            new Curve("ESTABLISHED", points(all, Census::established)),
                            new Curve("CLOSE_WAIT", points(all, Census::closeWait)),
                            new Curve("descriptors", points(all, Census::descriptors))),
                    mark);
        }

        private static List<Point> points(List<Census> all, ToLongFunction<Census> what) {
            return all.stream().map(census -> census.point(what)).toList();
        }
    }
}
