package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.netty.Transport;
import io.linekeeper.policy.Heartbeat;
import java.io.DataInputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The {@code line} protocol as the gateway serves it, byte by byte on real sockets. */
final class LineServiceTest {
    private static final int HEADER = 4;
    private static final int GOODBYE = 8;
    private static final String HELLO_AS_D =
            "01 00 00 17" + "4c494e45 01 01 00000000 03 01 0000000000000007" + "01 64" + "00";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** The next frame, header and payload, in hex. */
    private static String read(Socket socket) throws Exception {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] header = in.readNBytes(HEADER);
        byte[] payload = in.readNBytes(((header[2] & 0xFF) << 8) | (header[3] & 0xFF));
        return HexFormat.of().formatHex(header) + HexFormat.of().formatHex(payload);
    }

    private static Socket welcomed(Served served) throws Exception {
        Socket device = served.connect();
        device.getOutputStream().write(bytes(HELLO_AS_D));
        assertThat(read(device)).startsWith("02000019" + "01" + "00000000");
        return device;
    }

    private static Served served(Transport transport, Duration delay) throws Exception {
        return new Served(
                Served.config(transport, Served.policy(new Heartbeat.OneWay(Duration.ofSeconds(30))), delay, "line:0"));
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldSendEachPieceOfAMessageBack(Transport transport) throws Exception {
        try (Served served = served(transport, Duration.ZERO);
                Socket device = welcomed(served)) {
            device.getOutputStream().write(bytes("06 01 0002 6162" + "06 00 0001 63" + "06 00 0000"));
            assertThat(read(device)).isEqualTo("060100026162");
            assertThat(read(device)).isEqualTo("0600000163");
            assertThat(read(device)).isEqualTo("06000000");
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldSendBackWhatADeviceSentBeforeItEndedItsSide(Transport transport) throws Exception {
        try (Served served = served(transport, Duration.ofMillis(200));
                Socket device = welcomed(served)) {
            device.getOutputStream().write(bytes("06 00 0004 6c617374"));
            device.shutdownOutput();
            assertThat(read(device)).isEqualTo("060000046c617374");
            assertThat(device.getInputStream().read()).isEqualTo(-1);
            assertThat(served.awaitEnd().get("fate").textValue()).isEqualTo("FINISHED");
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldNameTheDeviceInTheEventsOfItsLine(Transport transport) throws Exception {
        try (Served served = served(transport, Duration.ZERO);
                Socket device = welcomed(served)) {
            assertThat(served.await("identified", 1).get("device").textValue()).isEqualTo("d");
            assertThat(served.events("connected").get(0).get("device").isNull()).isTrue();
            try (Socket again = welcomed(served)) {
                assertThat(served.await("superseded", 1).get("by_line"))
                        .isEqualTo(served.events("connected").get(1).get("line"));
                String goodbye = read(device);
                assertThat(goodbye).startsWith("0" + GOODBYE);
                assertThat(goodbye.substring(2 * HEADER)).startsWith("02" + "00");
                device.shutdownOutput();
                assertThat(served.awaitEnd().get("device").textValue()).isEqualTo("d");
                assertThat(again.isConnected()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.linekeeper.gateway.Served#transports")
    void shouldSayGoodbyeWhenItGoesDown(Transport transport) throws Exception {
        try (Served served = served(transport, Duration.ZERO);
                Socket device = welcomed(served)) {
            Thread stop = new Thread(served.gateway::stop);
            stop.start();
            assertThat(read(device).substring(2 * HEADER)).isEqualTo("01" + "01" + "00000000");
            assertThat(device.getInputStream().read()).isEqualTo(-1);
            device.shutdownOutput();
            stop.join();
        }
    }
}
