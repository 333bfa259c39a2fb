package io.linekeeper.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "fixed1028:7778, FIXED1028, 127.0.0.1, 7778, fixed1028 on 127.0.0.1:7778",
        "length16:0, LENGTH16, 127.0.0.1, 0, length16 on 127.0.0.1:0",
        "length16:0.0.0.0:65535, LENGTH16, 0.0.0.0, 65535, length16 on 0.0.0.0:65535",
        "length16:[::1]:80, LENGTH16, ::1, 80, length16 on [::1]:80",
        "length16:my.host:80, LENGTH16, my.host, 80, length16 on my.host:80",
    })
    void shouldRead(String text, Protocol protocol, String host, int port, String words) {
        ListenAddress address = ListenAddress.parse(text);

        assertThat(address).isEqualTo(new ListenAddress(protocol, host, port)).hasToString(words);
    }

    @Test
    void shouldListenOnLoopbackByDefault() {
        assertThat(ListenAddress.of(Protocol.FIXED1028)).hasToString("fixed1028 on 127.0.0.1:7778");
        assertThat(ListenAddress.of(Protocol.LENGTH16)).hasToString("length16 on 127.0.0.1:7779");
    }

    @ParameterizedTest
    @CsvSource({
        "fixed1028, PROTOCOL:[HOST:]PORT",
        "'', PROTOCOL:[HOST:]PORT",
        "telnet:7777, there is no protocol \"telnet\"; choose one of line",
        "FIXED1028:7777, there is no protocol",
        "fixed1028:, \"\" is not a port",
        "fixed1028:x, \"x\" is not a port",
        "fixed1028:+80, \"+80\" is not a port",
        "fixed1028:\u0663, is not a port",
        "fixed1028:99999999999, is not a port",
        "fixed1028:65536, port 65536 is not from 0 to 65535",
        "fixed1028:-1, is not a port",
        "fixed1028::80, the host to listen on is empty",
        "fixed1028:[]:80, the host to listen on is empty",
        "fixed1028:::1:80, the IPv6 host ::1 must stand in brackets: [::1]",
        "fixed1028:[::1], has no port",
    })
    void shouldRefuseWithOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\n");
    }
}
