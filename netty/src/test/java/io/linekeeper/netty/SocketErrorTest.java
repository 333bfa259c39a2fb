package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Witness;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SocketErrorTest {

    /** As Netty's native transport and the JDK word them. */
    @ParameterizedTest
    @CsvSource({
        "recvAddress(..) failed with error(-110): Connection timed out, ETIMEDOUT, UNREACHABLE",
        "Connection timed out, ETIMEDOUT, UNREACHABLE",
        "recvAddress(..) failed with error(-113): No route to host, EHOSTUNREACH, UNREACHABLE",
        "No route to host, EHOSTUNREACH, UNREACHABLE",
        "Host is down, EHOSTDOWN, UNREACHABLE",
        "Network is unreachable, ENETUNREACH, UNREACHABLE",
        "Network is down, ENETDOWN, UNREACHABLE",
        "recvAddress(..) failed with error(-104): Connection reset by peer, ECONNRESET, RESET",
        "Connection reset, ECONNRESET, RESET",
        "Broken pipe, EPIPE, RESET",
        "writevAddresses(..) failed with error(-32): Broken pipe, EPIPE, RESET",
        "Software caused connection abort, ECONNABORTED, RESET",
    })
    void shouldTellTheFate(String message, SocketError error, Fate fate) {
        assertThat(SocketError.of(new IOException(message))).isEqualTo(error);
        assertThat(error.fate(null)).isEqualTo(fate);
    }

    /** A C library that speaks the user's language words them otherwise; the number stays. */
    @ParameterizedTest
    @CsvSource({"-104, ECONNRESET", "-110, ETIMEDOUT", "-113, EHOSTUNREACH", "-32, EPIPE", "-101, ENETUNREACH"})
    void shouldTellTheErrorByItsNumber(int number, SocketError error) {
        String message = "recvAddress(..) failed with error(" + number + "): Die Verbindung ist weg";

        assertThat(SocketError.of(new IOException(message))).isEqualTo(error);
    }

    @Test
    void shouldFindTheErrorInTheCauses() {
        assertThat(SocketError.of(new IOException("closed", new SocketException("Connection reset"))))
                .isEqualTo(SocketError.ECONNRESET);
        assertThat(SocketError.of(new IOException((String) null))).isNull();
        assertThat(SocketError.of(new IOException("Too many open files"))).isNull();
        assertThat(SocketError.of(null)).isNull();
    }

    @Test
    void shouldTellThatAPeerDidNotReadFromAnUnreachableOne() {
        assertThat(SocketError.ETIMEDOUT.fate(sample(0, 0))).isEqualTo(Fate.STALLED);
        assertThat(SocketError.ETIMEDOUT.fate(sample(0, 3))).isEqualTo(Fate.UNREACHABLE);
        assertThat(SocketError.ETIMEDOUT.fate(sample(65_535, 0))).isEqualTo(Fate.UNREACHABLE);
        assertThat(SocketError.EHOSTUNREACH.fate(sample(0, 0))).isEqualTo(Fate.UNREACHABLE);
        assertThat(SocketError.ECONNRESET.fate(sample(0, 0))).isEqualTo(Fate.RESET);
    }

    private static Witness sample(long window, int probes) {
        return new Witness(0, true, true, 0, 0, 100, 200, 1, 100, window, probes, 0, 0);
    }
}
