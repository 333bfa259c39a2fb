package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kernel-keepalive 7200s,75s,9 | idle 2 h + 9 probes x 1 min 15 s = 2 h 11 min 15 s",
                "--kernel-keepalive 1s,3s,10 | idle 1 s + 10 probes x 3 s = 31 s",
                "--kernel-keepalive 1s,3s,10 --user-timeout 40s | = 31 s, but 40 s since the user timeout takes",
                "--kernel-keepalive off | kernel keepalive: off",
                "--idle 10s --interval 3s --probes 3 | two-way, idle 10 s + 3 probes x 3 s = 19 s",
                "--heartbeat two-way | every line is judged by its answers",
                "--heartbeat one-way:5s | one-way, silence of 5 s",
                "--heartbeat off | heartbeat:        off",
                "--stall-limit 12s | stall limit:      12 s",
                "--drain 7s | drain:            7 s",
                "--user-timeout off | user timeout:     off",
            })
    void shouldPrintTheBounds(String typed, String expected) {
        Run run = Run.of(("explain " + typed).split(" "));
        assertThat(run.out()).contains(expected);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void shouldTabulateEveryFailureOnce() {
        Run run = Run.of("explain", "--heartbeat", "off");
        assertThat(run.out())
                .containsOnlyOnce("\nfailure ")
                .containsPattern("(?m)^process hung +never ")
                .containsPattern("(?m)^process killed +at once ")
                .contains(
                        "\ncable cut while idle ",
                        "\ncut with data in flight ",
                        "\nhost rebooted ",
                        "\nreader stopped ",
                        "\ncable out and back in ");
    }

    @Test
    void shouldSayWhatATransportCannotDo() {
        Run run = Run.of("explain", "--transport", "nio", "--user-timeout", "40s");
        assertThat(run.out())
                .contains("40 s asked for, but this transport cannot set it", "TCP_USER_TIMEOUT", "TCP_INFO");
    }

    @Test
    void shouldNoteWhatDoesNotFitWithin() {
        Run run = Run.of("explain", "--within", "10s", "--kernel-keepalive", "7200s,75s,9");
        assertThat(run.out()).contains("note: the kernel bound of 2 h 11 min 15 s");
    }
}
