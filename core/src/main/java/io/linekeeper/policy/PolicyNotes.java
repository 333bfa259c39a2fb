package io.linekeeper.policy;

import io.linekeeper.policy.Heartbeat.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a policy does not keep of the {@code within} that was asked for, in sentences. */
final class PolicyNotes {
    private final List<String> sentences = new ArrayList<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** Notes each bound that, with lateness, is longer than the limit, and each detector that is missing. */
    void compare(LivenessPolicy policy, Within within, String ruleAsGiven) {
        Heartbeat heartbeat = policy.heartbeat();
        heartbeat.bound().ifPresent(bound -> compare(nameOf(heartbeat), bound, setBy(ruleAsGiven), within));
        if (heartbeat instanceof Heartbeat.Off) {
            add("without a heartbeat a hung process is never found, whatever within " + text(within) + " asks");
        }
        KernelPolicy kernel = policy.kernel();
        kernel.idleBound()
                .ifPresentOrElse(
                        bound -> compare("kernel", bound, setBy(describe(kernel)), within),
                        () -> noteWithoutKeepAlive(heartbeat, within));
        kernel.inFlightBound()
                .ifPresentOrElse(
                        bound -> compare("user timeout's", bound, "", within),
                        () -> add(
                                "without a user timeout the kernel takes about 15 min to find a cut with data in flight,"
                                        + " whatever within " + text(within) + " asks"));
        compare("stall limit's", policy.stallLimit(), "", within);
    }

    private void noteWithoutKeepAlive(Heartbeat heartbeat, Within within) {
        boolean someAnswer = heartbeat instanceof Heartbeat.TwoWay twoWay && twoWay.answers() == Answers.ONCE_GIVEN;
        if (someAnswer || heartbeat instanceof Heartbeat.Off) {
            add("without a kernel keepalive " + (someAnswer ? "an idle line that never answered" : "an idle line")
                    + " is never found cut, whatever within " + text(within) + " asks");
        }
    }

    private void compare(String name, Duration bound, String setBy, Within within) {
        if (bound.plus(Within.LATENESS).compareTo(within.limit()) > 0) {
            boolean longer = bound.compareTo(within.limit()) > 0;
            add("the " + name + " bound of " + Durations.format(bound) + setBy
                    + (longer ? "" : " with " + Durations.format(Within.LATENESS) + " of lateness")
                    + " is longer than within " + text(within));
        }
    }

    private static String nameOf(Heartbeat heartbeat) {
        return heartbeat instanceof Heartbeat.TwoWay ? "two-way" : "one-way";
    }

    private static String setBy(String values) {
        return values.isEmpty() ? "" : ", set by " + values + ",";
    }

    private static String describe(KernelPolicy kernel) {
        String rule = kernel.keepAlive().map(KeepAlive::toString).orElse("");
        return kernel.userTimeout()
                .map(timeout -> rule + " and user timeout " + Durations.format(timeout))
                .orElse(rule);
    }

    private static String text(Within within) {
        return Durations.format(within.limit());
    }
}
