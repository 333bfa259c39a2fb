package io.linekeeper.cli;

import io.linekeeper.policy.Durations;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.replay.Rung;
import io.linekeeper.replay.Tuning;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What each bound would have done, as a table; and which to choose, with all that the record cannot tell. */
record TuneWords(Tuning tuning, Rate rate) {
    private static final int LINE_DAYS = 1_000;

    void print(PrintWriter out) {
        long flights = tuning.flights();
        out.println(flights + (flights == 1 ? " silence" : " silences") + " of suspects on record, in "
                + number(tuning.lineDays()) + " line-days");
        out.println();
        out.println(row("--within", "bound", "rightly", "wrongly", "not known", "false verdicts in 1,000 line-days"));
        for (Rung rung : tuning.rungs()) {
            out.println(row(
                    Durations.format(rung.within()),
                    Durations.format(bound(rung)),
                    Long.toString(rung.rightly()),
                    Long.toString(rung.wrongly()),
                    Long.toString(rung.notKnown()),
                    rung.recorded() ? falseVerdicts(rung) : "shorter silences are on no record"));
        }
        out.println();
        out.println(proposal());
        tellLimits(out);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-13s %-13s %8s %8s %10s  %s", cells);
    }

    private static Duration bound(Rung rung) {
        return LivenessPolicy.within(rung.within()).heartbeat().bound().orElseThrow();
    }

    private String falseVerdicts(Rung rung) {
        return tuning.lineDays() > 0
                ? number(rung.expected(LINE_DAYS)) + " (95 %: at most " + number(rung.atMost(LINE_DAYS)) + ")"
                : "not known";
    }

    private String proposal() {
        String target = plain(rate.aLineYear()) + (rate.aLineYear() == 1 ? " false verdict" : " false verdicts")
                + " in a line-year";
        Optional<Rung> promised = tuning.promised(rate.aLineDay());
        if (promised.isPresent()) {
            return "proposed: --within " + option(promised.get()) + ", with at most " + target + " (95 % confidence)";
        }
        String needed = "to promise at most " + target + ", record " + number(Tuning.lineDaysFor(rate.aLineDay()))
                + " line-days or more";
        return tuning.likely(rate.aLineDay())
                .map(rung -> "proposed: --within " + option(rung) + ", on which the record is too short for a promise: "
                        + needed)
                .orElse("no proposal: " + (tuning.lineDays() > 0 ? "no bound meets it; " : "no line was watched; ")
                        + needed);
    }

    private void tellLimits(PrintWriter out) {
        tuning.floor()
                .ifPresentOrElse(
                        floor -> out.println("note: silences shorter than " + Durations.format(floor)
                                + " were not recorded under every policy on record, so nothing is said of bounds below"
                                + " it; record under --verdicts observe and a shorter --within to learn about them"),
                        () -> out.println(
                                "note: no line with a heartbeat was recorded, so nothing is said of any bound"));
        if (tuning.rungs().stream().anyMatch(rung -> rung.notKnown() > 0)) {
            out.println(
                    "note: not known are lines that ended before a longer bound had passed, or were not asked before a"
                            + " shorter one had: each of them may be one more false verdict; --verdicts observe ends none");
        }
    }

    /** As it is typed. */
    private static String option(Rung rung) {
        return rung.within().toSeconds() + "s";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String number(double number) {
        if (number == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 0.1 ? "%.1f" : "%.2g", number);
    }
}
