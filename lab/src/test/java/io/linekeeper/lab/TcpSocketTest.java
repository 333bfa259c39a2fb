package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TcpSocketTest {
    private static final String LINE = "ESTAB  0      12  10.77.1.2:7000  10.77.2.2:41234 timer:(on,201ms,1)"
            + " cubic wscale:10,10 rto:202 lastsnd:40 lastrcv:1040 lastack:44 unacked:1";

    @Test
    void shouldReadALineOfSs() {
        TcpSocket socket = TcpSocket.parse(LINE);

        assertThat(socket.state()).isEqualTo("ESTAB");
        assertThat(socket.unread()).isZero();
        assertThat(socket.unacknowledged()).isEqualTo(12);
        assertThat(socket.local()).isEqualTo("10.77.1.2:7000");
        assertThat(socket.remote()).isEqualTo("10.77.2.2:41234");
        assertThat(socket.number("lastrcv")).hasValue(1040);
        assertThat(socket.number("rcv")).isEmpty();
        assertThat(socket.number("probes")).isEmpty();
    }

    @Test
    void shouldWriteAMappedAddressPlainly() {
        TcpSocket socket = TcpSocket.parse("ESTAB 0 0 [::ffff:10.77.1.2]:7000 [::ffff:10.77.2.2]:41234 cubic");

        assertThat(socket.local()).isEqualTo("10.77.1.2:7000");
        assertThat(socket.remote()).isEqualTo("10.77.2.2:41234");
    }

    @Test
    void shouldReadALineWithoutDetails() {
        assertThat(TcpSocket.parse("TIME-WAIT 0 0 10.77.1.2:7000 10.77.2.2:41234")
                        .details())
                .isEmpty();
    }

    @Test
    void shouldRefuseAnythingElse() {
        assertThatThrownBy(() -> TcpSocket.parse("nonsense")).hasMessage("not a line of ss: nonsense");
    }
}
