package io.linekeeper.lab.matrix;

import io.linekeeper.lab.detector.Binomial;
import io.linekeeper.lab.detector.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what was found with what was to be expected. */
final class Judgement {
    private final List<Outcome> outcomes;
    private final List<String> wrong = new ArrayList<>();

    private Judgement(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * Returns what contradicts the expectation, one sentence each.
     *
     * @param outcomes of each line; none, if the detector was not run
     * @param bystandersKilled lines that it ended though the fault did not touch them
     */
    static List<String> wrong(Expectation expected, List<Outcome> outcomes, int bystandersKilled) {
        Judgement judgement = new Judgement(outcomes);
        judgement.compare(expected);
        if (bystandersKilled > 0) {
            judgement.wrong.add(
                    "ended " + lines(bystandersKilled) + " that the fault did not touch; every such line is to live");
        }
        return judgement.wrong;
    }

    private void compare(Expectation expected) {
        if (expected instanceof Expectation.Found found) {
            within("to be found", found.from(), found.to(), found.why());
        } else if (expected instanceof Expectation.Killed killed) {
            within("to be ended, though it lives,", killed.from(), killed.to(), killed.why());
        } else if (expected instanceof Expectation.Never never) {
            notFound("never to be found", never.why());
        } else if (expected instanceof Expectation.Later later) {
            notFound("not to be found before about " + Seconds.of(later.after()), later.why());
        } else if (expected instanceof Expectation.Spared spared) {
            notFound("to be spared", spared.why());
        } else if (expected instanceof Expectation.Chance chance) {
            byLuck(chance);
        }
    }

    /** So many at once are no luck any more, if that comes about in one run of a hundred thousand. */
    private void byLuck(Expectation.Chance chance) {
        int ended = (int) outcomes.stream().filter(Outcome::isFound).count();
        if (Binomial.atLeast(ended, outcomes.size(), chance.most()) < Binomial.INCREDIBLE) {
            wrong.add("ended " + share(ended) + ", which is more than luck: " + chance.why());
        }
    }

    private void within(String what, Duration from, Duration to, String why) {
        String expected = "was " + what + " after " + Seconds.of(from) + " to " + Seconds.of(to) + ": " + why;
        long missed = outcomes.stream().filter(outcome -> !outcome.isFound()).count();
        if (missed > 0) {
            wrong.add("did not find " + share(missed) + ", which " + expected);
        }
        tell(outcome -> outcome.found() < from.toNanos() || outcome.found() > to.toNanos(), expected);
    }

    private void notFound(String what, String why) {
        tell(outcome -> true, "was " + what + ": " + why);
    }

    /** Those that were found and should not have been, or not then, in one sentence. */
    private void tell(Predicate<Outcome> mistaken, String expected) {
        List<Outcome> found =
                outcomes.stream().filter(Outcome::isFound).filter(mistaken).toList();
        if (!found.isEmpty()) {
            String times = found.stream()
                    .map(outcome -> Seconds.of(outcome.found()) + " (" + outcome.fate() + ")")
                    .collect(Collectors.joining(", "));
            wrong.add("found " + share(found.size()) + " after " + times + ", which " + expected);
        }
    }

    private String share(long count) {
        return outcomes.size() == 1 ? "the line" : count + " of " + lines(outcomes.size());
    }

    private static String lines(int count) {
        return count == 1 ? "1 line" : count + " lines";
    }
}
