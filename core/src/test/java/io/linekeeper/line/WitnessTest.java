package io.linekeeper.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessTest {

    private static Witness sample(boolean kernel, long acknowledged, long queued, long unsent, long window) {
        return new Witness(0, kernel, true, 0, 0, acknowledged, queued, 0, unsent, window, 0, 0, 0);
    }

    /** What was acknowledged, queued, unsent and the window, before and now. */
    @ParameterizedTest
    @CsvSource({
        "nothing new has arrived and the window is wider, 100 100 0 5000, 100 100 0 6460, true",
        "nothing new has arrived and the window is the same, 100 100 0 5000, 100 100 0 5000, false",
        "what arrived has filled the window, 100 200 0 5000, 200 200 0 4900, false",
        "the window slides with what arrives in it, 100 200 0 5000, 200 200 0 5000, false",
        "a closed window opens, 100 9000 8900 0, 100 9000 8900 1460, true",
        "a closed window has let bytes in, 100 9000 8900 0, 1560 9000 7440 0, true",
        "a full window has let more in than was free, 100 9000 6900 2000, 2900 9000 5100 1000, true",
        "a full window lets in what is free, 100 9000 6900 2000, 2100 9000 6900 0, false",
        "a question has come and the window is wider, 100 100 0 6000, 112 112 0 48000, false",
        "a slow link and a window half empty, 100 90000 80000 50000, 9000 90000 71000 50000, false"
    })
    void shouldTellAProgramThatReadsFromTheWindowOfItsKernel(String what, String before, String now, boolean reads) {
        assertThat(sampleOf(now).showsReadingSince(sampleOf(before))).as(what).isEqualTo(reads);
    }

    @ParameterizedTest
    @CsvSource({
        "a question has come and the window is much wider, 100 100 0 6000, 112 112 0 48000, true",
        "a question has come and the window is a little wider, 100 100 0 60000, 1128 1128 0 64000, false",
        "each question has widened it by two segments, 100 100 0 30000, 10380 10380 0 58000, false",
        "bulk has come and the window is wider, 100 90000 80000 50000, 9000 90000 71000 90000, false"
    })
    void shouldTellAWindowThatHasGrownByFarMoreThanHasCome(String what, String earlier, String now, boolean opened) {
        assertThat(sampleOf(now).hasOpenedSince(sampleOf(earlier))).as(what).isEqualTo(opened);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "false, false"})
    void shouldTellNothingWithoutTheKernel(boolean before, boolean now) {
        Witness earlier = sample(before, 100, 100, 0, 0);
        assertThat(sample(now, 100, 100, 0, 5_000).showsReadingSince(earlier)).isFalse();
    }

    private static Witness sampleOf(String fields) {
        String[] each = fields.split(" ");
        return sample(
                true,
                Long.parseLong(each[0]),
                Long.parseLong(each[1]),
                Long.parseLong(each[2]),
                Long.parseLong(each[3]));
    }
}
