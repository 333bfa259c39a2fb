package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar records a peer that is late and one that never answers; then it judges both again. */
@Timeout(120)
class FlightRecorderIT {
    private static final int PING = 1;
    private static final int PONG = 2;

    @TempDir
    private Path folder;

    private static List<String> run(String... args) throws Exception {
        try (Program program = Program.start(args)) {
            program.assertStatus(0);
            assertThat(program.err()).isEmpty();
            return program.out();
        }
    }

    /** Is asked after 1 s, and answers when {@code late} has passed since. */
    private static void answerLate(Peer peer, Duration late) throws IOException, InterruptedException {
        assertThat(peer.receive(Peer.FRAME_BYTES)[3]).isEqualTo((byte) PING);
        Thread.sleep(late.toMillis());
        peer.send(Peer.fixed(PONG, ""));
    }

    private void record(Path file) throws Exception {
        String[] options = {
            "--heartbeat", "two-way", "--idle", "1s", "--interval", "1s", "--probes", "3", "--record", file.toString()
        };
        try (Program server = Program.serve(options);
                Peer hung = new Peer(server.port("fixed1028"));
                Peer late = new Peer(server.port("fixed1028"))) {
            answerLate(late, Duration.ofSeconds(2));
            server.awaitOut("HUNG");
            hung.end();
            server.signal("TERM");
            server.assertStatus(0);
        }
    }

    @Test
    void shouldJudgeAgainWhatServeRecorded() throws Exception {
        Path file = folder.resolve("flights.jsonl");
        record(file);

        List<String> same = run("replay", file.toString(), "--within", "5s");
        assertThat(same)
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "line \\d+ \\(fixed1028, 127.0.0.1:\\d+\\) was heard again after [23]\\.\\d s; would have"
                                        + " been let live"))
                .anySatisfy(line -> assertThat(line)
                        .matches("line \\d+ \\(fixed1028, 127.0.0.1:\\d+\\) ended HUNG after 4\\.\\d s; would have been"
                                + " ended HUNG after 4\\.\\d s, rightly"))
                .last()
                .isEqualTo("2 silences: 1 let live, 1 ended rightly, 0 ended wrongly, 0 not known");

        List<String> shorter = run(
                "replay",
                file.toString(),
                "--heartbeat",
                "two-way",
                "--idle",
                "1s",
                "--interval",
                "500ms",
                "--probes",
                "3");
        assertThat(shorter)
                .anySatisfy(line -> assertThat(line).contains("would have been ended HUNG after 2.5 s, wrongly"))
                .last()
                .isEqualTo("2 silences: 0 let live, 1 ended rightly, 1 ended wrongly, 0 not known");

        List<String> longer = run("replay", file.toString(), "--within", "20s");
        assertThat(longer)
                .anySatisfy(line -> assertThat(line).contains("ended HUNG after 19.0 s, had it lasted: not known"))
                .last()
                .isEqualTo("2 silences: 1 let live, 0 ended rightly, 0 ended wrongly, 1 not known");
    }

    @Test
    void shouldProposeABoundFromTwoRecordingsInOneFile() throws Exception {
        Path file = folder.resolve("flights.jsonl");
        record(file);
        record(file);
        List<String> tuned = run("tune", file.toString());
        assertThat(tuned.get(0)).matches("4 silences of suspects on record, in 0\\.000\\d+ line-days");
        assertThat(tuned)
                .anySatisfy(line -> assertThat(line).matches("5 s +4 s +2 +0 +0 .*"))
                .anySatisfy(line -> assertThat(line).matches("6 s +5 s +0 +0 +2 .*"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(
                                "proposed: --within 5s, on which the record is too short for a promise: to promise at"
                                        + " most 1 false verdict in a line-year, record 1,094 line-days or more"))
                .anySatisfy(line -> assertThat(line).startsWith("note: silences shorter than 2 s were not recorded"));
    }
}
