package io.linekeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One program of several groups of lines. */
@Tag("fault")
class PeerIT {
    private Network network;
    private String place;

    @BeforeAll
    static void skipWithAReason() {
        Network.reasonToSkip().ifPresent(Assumptions::abort);
    }

    @BeforeEach
    void makeNetwork() {
        network = Network.make();
        EchoServer.on(network);
        place = network.server().address() + ":" + EchoServer.PORT;
    }

    @AfterEach
    void removeAll() {
        network.close();
    }

    @Test
    void shouldCountTheLinesOnFromGroupToGroup() {
        Program peer = network.device()
                .start(Peer.command(List.of(
                        List.of(place, "--protocol", "length16", "--lines", "2"),
                        List.of(place, "--protocol", "raw"),
                        List.of(place, "--protocol", "fixed1028", "--beat", "50"))));
        peer.out().await(line -> line.contains(" 3 connected "), Limits.REACTION);
        peer.out().await(line -> line.endsWith(" 3 read ping"), Limits.REACTION);

        peer.tell("all data 7");

        peer.out().await(line -> line.endsWith(" 0 read length-7"), Limits.REACTION);
        peer.out().await(line -> line.endsWith(" 1 read length-7"), Limits.REACTION);
        peer.out().await(line -> line.endsWith(" 2 read bytes-7"), Limits.REACTION);
        peer.out().await(line -> line.endsWith(" 3 read type-7"), Limits.REACTION);
    }

    @Test
    void shouldTellAllTheLatestLineOfEachDeviceInEveryGroup() {
        List<String> group = List.of(place, "--protocol", "length16");
        Program peer = network.device().start(Peer.command(List.of(group, group)));
        peer.out().await(line -> line.contains(" 1 connected "), Limits.REACTION);
        peer.tell("1 again");
        peer.out().await(line -> line.contains(" 2 connected "), Limits.REACTION);

        peer.tell("all data 7");

        peer.out().await(line -> line.endsWith(" 0 read length-7"), Limits.REACTION);
        peer.out().await(line -> line.endsWith(" 2 read length-7"), Limits.REACTION);
        assertThat(peer.out().text()).doesNotContain(" 1 sent ");
    }
}
