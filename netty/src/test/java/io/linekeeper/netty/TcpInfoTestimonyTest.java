package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.line.Witness;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is made of the kernel's numbers, where real sockets on loopback do not go. Offsets as in linux/tcp.h. */
final class TcpInfoTestimonyTest {
    private static final int ESTABLISHED = 1;
    private static final int FIN_WAIT1 = 4;
    private static final int CLOSE = 7;

    @Test
    void shouldTakeEveryFieldFromItsPlaceUnsigned() {
        ByteBuffer info = info(ESTABLISHED, 3, 1_000, 1_500, 100, 50);
        info.put(2, (byte) 200);
        info.put(3, (byte) 201);
        info.putInt(52, -2);
        info.putInt(56, -3);
        info.putInt(68, -4);
        info.putInt(228, 1 << 30);

        assertThat(TcpInfo.testimony(info, false, 9, true))
                .isEqualTo(new Witness(
                        9,
                        true,
                        true,
                        4_294_967_294L,
                        4_294_967_293L,
                        1_000,
                        1_450,
                        3,
                        50,
                        1 << 30,
                        201,
                        200,
                        4_294_967_292L));
    }

    @Test
    void shouldGiveNothingOfAClosedSocket() {
        assertThat(TcpInfo.testimony(info(CLOSE, 0, 10, 10, 0, 0), false, 0, true))
                .isNull();
    }

    @Test
    void shouldSettleWithNothingInFlightWhatWasCountedTwiceBecauseItNeverLeftTheHost() {
        // 700 bytes were dropped on their way out: counted as sent, still unsent
        Witness dropped = testimony(info(ESTABLISHED, 0, 1_000, 1_700, 0, 700));
        assertThat(dropped.queued()).isEqualTo(1_700);
        assertThat(dropped.acknowledged()).isEqualTo(1_000);

        // they are sent again, and 300 more behind them
        Witness inFlight = testimony(info(ESTABLISHED, 2, 1_000, 2_700, 0, 0));
        assertThat(inFlight.queued()).isEqualTo(2_700);
        assertThat(inFlight.hasBacklog()).isTrue();

        Witness acknowledged = testimony(info(ESTABLISHED, 0, 2_000, 2_700, 0, 0));
        assertThat(acknowledged.queued()).isEqualTo(2_000);
        assertThat(acknowledged.hasBacklog()).isFalse();
    }

    @Test
    void shouldShowABacklogWhileAnySegmentIsInFlight() {
        assertThat(testimony(info(ESTABLISHED, 1, 1_000, 900, 0, 0)).hasBacklog())
                .isTrue();
    }

    @Test
    void shouldCountAFinInFlightAsNoByte() {
        assertThat(testimony(info(FIN_WAIT1, 1, 1_000, 1_000, 0, 0)).hasBacklog())
                .isFalse();
        assertThat(testimony(info(FIN_WAIT1, 0, 1_000, 1_000, 0, 11)).queued()).isEqualTo(1_010);
    }

    private static Witness testimony(ByteBuffer info) {
        return TcpInfo.testimony(info, false, 0, true);
    }

    private static ByteBuffer info(int state, int unacked, long acked, long sent, long retransmitted, int notSent) {
        ByteBuffer info = TcpInfo.newBuffer();
        info.put(0, (byte) state);
        info.putInt(24, unacked);
        info.putLong(120, acked);
        info.putInt(144, notSent);
        info.putLong(200, sent);
        info.putLong(208, retransmitted);
        return info;
    }
}
