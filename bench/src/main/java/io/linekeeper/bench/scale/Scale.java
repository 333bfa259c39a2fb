package io.linekeeper.bench.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Takes the figures over real sockets, and prints them as one page of tables. */
public final class Scale {
    /** What may be said. */
    public static final String USAGE = "quick|full [--serve JAR] [--lines N] [--rounds N] [FIGURE ...]";

    private static final List<Figure> FIGURES =
            List.of(new HeapFigure(), new HeartbeatFigure(), new IdleFigure(), new LatenessFigure(), new MassFigure());

    private Scale() {}

    /** Takes all figures, or those that are named. */
    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        Path jar = Path.of(option(words, "--serve", "cli/target/linekeeper.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    jar + ", whose serve is measured, is not there; build it or name another" + " with --serve");
        }
        boolean full = words.remove("full");
        if (!full && !words.remove("quick")) {
            throw new IllegalArgumentException("say how much: " + USAGE);
        }
        Size size = full ? Size.full(jar) : Size.quick(jar);
        int lines = Integer.parseInt(option(words, "--lines", String.valueOf(size.lines())));
        int rounds = Integer.parseInt(option(words, "--rounds", String.valueOf(size.rounds())));
        run(new Size(lines, size.seconds(), rounds, size.repeats(), jar), Set.copyOf(words));
    }

    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        words.remove(at);
        return words.remove(at);
    }

    private static void run(Size size, Set<String> chosen) throws Exception {
        System.out.println(Machine.describe());
        for (Figure figure : FIGURES) {
            if (chosen.isEmpty() || chosen.contains(figure.word())) {
                long began = System.nanoTime();
                Results results = new Results();
                int rounds = figure.isLong() ? (size.rounds() + 1) / 2 : size.rounds();
                for (int round = 0; round < rounds; round++) {
                    figure.round(size, round, results);
                }
                long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - began);
                System.out.println("\n### " + figure.title() + "\nMedian [least, most]; " + rounds + " rounds, "
                        + minutes + " min.\n\n" + results.table(figure.word()));
            }
        }
    }
}
