package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.detector.Truth.Cut;
import io.linekeeper.lab.detector.Truth.Lossy;
import io.linekeeper.lab.detector.Truth.Outage;
import io.linekeeper.lab.detector.Truth.OwnPause;
import io.linekeeper.lab.detector.Truth.Resetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each detector expects of each truth, and why: a change of a formula or a reason shows here. Times are seconds after the fault. */
final class ForesightTest {
    private static final Map<String, Truth> TRUTHS = new LinkedHashMap<>();

    static {
        Duration aMinute = Duration.ofSeconds(65);
        TRUTHS.put("cut", new Cut(false));
        TRUTHS.put("in flight", new Cut(true));
        TRUTHS.put("deaf", new Truth.Deaf());
        TRUTHS.put("resets", new Resetting(Duration.ZERO));
        TRUTHS.put("resets after 4", new Resetting(Duration.ofSeconds(4)));
        TRUTHS.put("hung", new Truth.Hung());
        TRUTHS.put("ended", new Truth.Ended());
        TRUTHS.put("half closed", new Truth.HalfClosed());
        TRUTHS.put("not reading", new Truth.NotReading());
        TRUTHS.put("slow", new Truth.SlowReading());
        TRUTHS.put("loss 3 %", new Lossy(3, aMinute));
        TRUTHS.put("loss 10 %", new Lossy(10, aMinute));
        TRUTHS.put("loss 20 %", new Lossy(20, aMinute));
        TRUTHS.put("loss 30 %", new Lossy(30, aMinute));
        TRUTHS.put("outage 0.4", new Outage(0.4));
        TRUTHS.put("outage 1.5", new Outage(1.5));
        TRUTHS.put("returned", new Truth.Returned());
        TRUTHS.put("unaccepted", new Truth.Unaccepted());
        TRUTHS.put("stopped", new OwnPause(Duration.ofSeconds(35), true));
        TRUTHS.put("blocked", new OwnPause(Duration.ofSeconds(35), false));
    }

    private static String expectations(Detector detector) {
        return TRUTHS.entrySet().stream()
                .map(truth -> line(truth.getKey(), detector.expect(truth.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String truth, Expectation expected) {
        return "  " + truth + ": " + words(expected) + " (" + expected.why() + ")";
    }

    private static String words(Expectation expected) {
        if (expected instanceof Expectation.Found found) {
            return window(found.from(), found.to());
        }
        if (expected instanceof Expectation.Killed killed) {
            return "killed " + window(killed.from(), killed.to());
        }
        if (expected instanceof Expectation.Later later) {
            return "after " + later.after().toMinutes() + " min";
        }
        return expected.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String window(Duration from, Duration to) {
        return String.format(Locale.ROOT, "%.1f to %.1f", from.toMillis() / 1000.0, to.toMillis() / 1000.0);
    }

    @Test
    void shouldExpectWhatTheArithmeticSays() throws IOException {
        String all = Detectors.all().stream()
                .map(detector -> detector.id() + "\n" + expectations(detector) + "\n")
                .collect(Collectors.joining("\n"));
        try (InputStream expected = getClass().getResourceAsStream("foresight.txt")) {
            assertThat(all)
                    .isEqualTo(new String(Objects.requireNonNull(expected).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldNeverExpectOursToKillALiveLine() {
        for (Detector detector : Detectors.all()) {
            for (Truth truth : TRUTHS.values()) {
                Expectation expected = detector.expect(truth);
                assertThat(detector.ours() && expected instanceof Expectation.Killed)
                        .as("%s before %s: %s", detector.id(), truth, expected)
                        .isFalse();
                assertThat(detector.ours() && expected instanceof Expectation.Chance && !(truth instanceof Lossy))
                        .as("%s before %s: %s", detector.id(), truth, expected)
                        .isFalse();
            }
        }
    }
}
