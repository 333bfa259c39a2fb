package io.linekeeper.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.lab.LabException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class HoardTest {
    private static final int MOST = 100;
    private static final String NONE_LEFT = "/dev/null (Too many open files)";

    private final Semaphore left = new Semaphore(40);
    private volatile String refusal = NONE_LEFT;

    private Closeable open() throws IOException {
        if (!left.tryAcquire()) {
            throw new FileNotFoundException(refusal);
        }
        return left::release;
    }

    @Test
    void shouldTakeAllUntilTheKernelRefusesAndGiveThemBack() throws IOException {
        try (Hoard hoard = new Hoard(MOST, this::open)) {
            assertThat(hoard.takeAll()).isEqualTo(40);
            assertThat(left.availablePermits()).isZero();
        }
        assertThat(left.availablePermits()).isEqualTo(40);
    }

    @Test
    void shouldTakeWhatBecomesFreeLater() throws IOException {
        try (Hoard hoard = new Hoard(MOST, this::open)) {
            hoard.takeAll();

            left.release(3);

            awaitNoneLeft();
            assertThat(hoard.takeAll()).isEqualTo(43);
        }
    }

    @Test
    void shouldFailWhenSomeAreLeft() throws IOException {
        left.release(MOST);
        try (Hoard hoard = new Hoard(MOST, this::open)) {
            assertThatThrownBy(hoard::takeAll)
                    .isInstanceOf(LabException.class)
                    .hasMessage("100 descriptors taken, and there are some left");
        }
    }

    @Test
    void shouldFailWhenItIsAnotherLimit() throws IOException {
        refusal = "/dev/null (Too many open files in system)";
        try (Hoard hoard = new Hoard(MOST, this::open)) {
            assertThatThrownBy(hoard::takeAll)
                    .isInstanceOf(LabException.class)
                    .hasMessage("40 descriptors taken, and the next one failed for another reason:"
                            + " java.io.FileNotFoundException: /dev/null (Too many open files in system)");
        }
    }

    @Test
    void shouldTellFromThenOnThatSomeWereLeftForAWhile() throws IOException {
        try (Hoard hoard = new Hoard(MOST, this::open)) {
            hoard.takeAll();
            refusal = "/dev/null (Input/output error)";
            while (!answer(hoard).startsWith("some descriptors were left for a while: 40 descriptors taken, and")) {
                Thread.onSpinWait();
            }

            refusal = NONE_LEFT;
            assertThat(answer(hoard)).startsWith("some descriptors were left for a while: 40 descriptors taken, and");
        }
    }

    private static String answer(Hoard hoard) {
        try {
            return hoard.takeAll() + " taken";
        } catch (LabException e) {
            return LabException.sentence(e);
        }
    }

    private void awaitNoneLeft() {
        while (left.availablePermits() > 0) {
            Thread.onSpinWait();
        }
    }
}
