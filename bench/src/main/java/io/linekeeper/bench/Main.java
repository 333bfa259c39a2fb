package io.linekeeper.bench;

import io.linekeeper.bench.scale.Scale;
import java.util.Arrays;

/** {@code benchmarks.jar jmh ...} runs the benchmarks in one JVM, {@code scale ...} those over real sockets. */
public final class Main {
    private Main() {}

    /** Runs what the first word names. */
    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (what) {
            case "jmh" -> org.openjdk.jmh.Main.main(rest);
            case "scale" -> Scale.main(rest);
            default -> {
                System.err.println(
                        "say what to run, \"" + what + "\" is neither: jmh [options of JMH], or scale " + Scale.USAGE);
                System.exit(2);
            }
        }
    }
}
