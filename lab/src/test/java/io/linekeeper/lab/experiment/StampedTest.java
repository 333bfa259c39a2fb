package io.linekeeper.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import org.junit.jupiter.api.Test;

class StampedTest {
    @Test
    void shouldReadATimeAndAllWordsBehindIt() {
        assertThat(Stamped.parse("-12 3 connect() has succeeded"))
                .isEqualTo(new Stamped(-12, "3 connect() has succeeded"));
    }

    @Test
    void shouldRefuseALineWithoutWords() {
        assertThatThrownBy(() -> Stamped.parse("listening"))
                .isInstanceOf(LabException.class)
                .hasMessage("not an event of a program: listening");
    }
}
