package io.linekeeper.gateway.client;

import io.linekeeper.client.ClientState;
import io.linekeeper.client.ClientState.Connecting;
import io.linekeeper.client.ClientState.Draining;
import io.linekeeper.client.ClientState.Ended;
import io.linekeeper.client.ClientState.Live;
import io.linekeeper.client.ClientState.Waiting;
import io.linekeeper.client.Reason;
import io.linekeeper.policy.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What becomes of a device, in plain words. */
final class StateWords {
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    private StateWords() {}

    /**
     * The rest of a sentence that begins with the device.
     *
     * @param since when this state began
     */
    static String of(ClientState state, Instant since) {
        if (state instanceof Connecting connecting) {
            return connecting.attempt() == 1 ? "connects" : "connects, attempt " + connecting.attempt();
        } else if (state instanceof Live live) {
            return "is live, epoch " + live.epoch();
        } else if (state instanceof Draining draining) {
            return "is draining: " + of(draining.why());
        } else if (state instanceof Waiting waiting) {
            return "waits until " + TIME_OF_DAY.format(since.plus(waiting.delay())) + " ("
                    + Durations.format(Duration.ofMillis(waiting.delay().toMillis())) + "): " + of(waiting.why());
        } else if (state instanceof Ended ended) {
            return "has ended: " + of(ended.why());
        }
        return state.kind() == ClientState.Kind.SUSPECT ? "suspects its server" : "is not started";
    }

    /** Why, as a clause. */
    static String of(Reason reason) {
        if (reason instanceof Reason.NotConnected not) {
            return "could not connect: " + not.why();
        } else if (reason instanceof Reason.Goodbye goodbye) {
            return "the server said goodbye: " + goodbye.code()
                    + (goodbye.text().isEmpty() ? "" : " (" + goodbye.text() + ")")
                    + (goodbye.mayReconnect() ? "" : ", not to come back");
        } else if (reason instanceof Reason.Judged judged) {
            return judged.fate().isFound()
                    ? "the server was judged dead: " + judged.fate()
                    : "the line ended as " + judged.fate();
        }
        return "stopped";
    }
}
