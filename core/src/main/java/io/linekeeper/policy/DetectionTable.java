package io.linekeeper.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a policy finds on a transport, by what and within what time, with {@code never} where that is the truth. Lateness
 * comes on top ({@link LivenessPolicy#latenessAllowed()}).
 *
 * @param detections one for each {@link Failure}, in the order in which it declares them
 */
public record DetectionTable(List<Detection> detections) {
    private static final List<String> HEADINGS =
            List.of("failure", "kernel", "heartbeat", "stall rule", "found within");
    private static final String GAP = "  ";

    /** Copies the list. */
    public DetectionTable {
        detections = List.copyOf(detections);
    }

    /** Works out the table of a policy on a transport that has these capabilities. */
    public static DetectionTable of(LivenessPolicy policy, Capabilities capabilities) {
        Detectors detectors = new Detectors(policy, capabilities);
        return new DetectionTable(Stream.of(Failure.values())
                .map(failure -> detection(failure, detectors))
                .toList());
    }

    /** The detection of one failure. */
    public Detection get(Failure failure) {
        return detections.stream()
                .filter(detection -> detection.failure() == failure)
                .findFirst()
                .orElseThrow();
    }

    /** {@link #table} and below it {@link #reasons}. */
    public String render() {
        return table() + "\n" + reasons();
    }

    /** The table as text, columns aligned, lines ended by {@code \n}. */
    public String table() {
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        detections.forEach(detection -> rows.add(detection.cells()));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> appendRow(text, row, rows));
        return text.toString();
    }

    /** Why each failure is found as it is, a line each. */
    public String reasons() {
        StringBuilder text = new StringBuilder();
        detections.forEach(detection -> text.append(detection.failure().label())
                .append(": ")
                .append(detection.reason())
                .append('\n'));
        return text.toString();
    }

    private static void appendRow(StringBuilder text, List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell)
                    .append(" ".repeat(width(rows, column) - cell.length()))
                    .append(GAP);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static Detection detection(Failure failure, Detectors by) {
        return switch (failure) {
            case CUT_WHILE_IDLE -> cutWhileIdle(by);
            case CUT_IN_FLIGHT ->
                firstOf(
                        failure,
                        List.of(by.kernelOnCutInFlight()),
                        by.heartbeatOnCut(),
                        List.of(),
                        "keepalive is blind while data is unacknowledged; without a user timeout the kernel goes by its"
                                + " retransmission limit (tcp_retries2), which this policy does not set");
            case PROCESS_HUNG ->
                firstOf(
                        failure,
                        List.of(Finding.never()),
                        by.heartbeatOnCut(),
                        by.stallRule(),
                        "its kernel goes on acknowledging; only missing answers or beats tell, or bytes that it leaves waiting"
                                + behindBulk(by));
            case PROCESS_KILLED ->
                firstOf(failure, List.of(Finding.atOnce()), List.of(), List.of(), "its kernel sends FIN or RST");
            case HOST_REBOOTED -> rebooted(by);
            case READER_STOPPED ->
                firstOf(
                        failure,
                        by.kernelOnReaderStopped(),
                        by.heartbeatOnReaderStopped(),
                        by.stallRule(),
                        "its kernel goes on acknowledging, and whatever it sends is life; the bytes that it leaves waiting"
                                + " tell");
            case CUT_AND_RESTORED -> restored(by);
        };
    }

    private static Detection cutWhileIdle(Detectors by) {
        String reason = by.questionsBlindKeepAlive()
                ? "keepalive is blind once a question of ours is under way; then the kernel goes by its user timeout, or"
                        + " by its retransmission limit"
                : "nobody acknowledges a probe, answers a question or beats";
        return new Detection(
                Failure.CUT_WHILE_IDLE,
                by.kernelOnCutWhileIdle(),
                by.heartbeatOnCut(),
                List.of(),
                by.foundOnCutWhileIdle(),
                reason + longIdle(by));
    }

    private static String longIdle(Detectors by) {
        return by.kernelBoundOfLongIdle()
                .map(bound ->
                        "; once a probe was answered the kernel waits an interval for the next one, so a line that has"
                                + " been idle for long may take " + Durations.format(bound))
                .orElse("");
    }

    private static String behindBulk(Detectors by) {
        return by.patienceBehindBulk()
                .map(patience ->
                        "; one that was sent more than 64 KiB since its last answer is given 1 s for each 16 kB of it, up to "
                                + Durations.format(patience))
                .orElse("");
    }

    private static Detection rebooted(Detectors by) {
        return new Detection(
                Failure.HOST_REBOOTED,
                by.kernelOnReboot(),
                by.heartbeatOnReboot(),
                List.of(),
                Stream.of(by.kernelOnReboot(), by.heartbeatOnReboot(), by.foundOnCutWhileIdle())
                        .flatMap(List::stream)
                        .toList(),
                "its new kernel answers whatever we send with RST; until it is back this is a cut");
    }

    private static Detection restored(Detectors by) {
        return firstOf(
                Failure.CUT_AND_RESTORED,
                by.kernelOnOutage(),
                by.heartbeatOnOutage(),
                by.stallRuleOnOutage(),
                "retransmission backs off, so a live peer is heard late after the path is back; 0.4 of the shortest bound"
                        + " leaves room for that");
    }

    private static Detection firstOf(
            Failure failure, List<Finding> kernel, List<Finding> heartbeat, List<Finding> stallRule, String reason) {
        List<Finding> found =
                Stream.of(kernel, heartbeat, stallRule).flatMap(List::stream).toList();
        return new Detection(failure, kernel, heartbeat, stallRule, found, reason);
    }
}
