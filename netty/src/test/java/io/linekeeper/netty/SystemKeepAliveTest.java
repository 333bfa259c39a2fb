package io.linekeeper.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.policy.KeepAlive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SystemKeepAliveTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadTheThreeSettings() throws IOException {
        write("7200", "75", "9");

        assertThat(SystemKeepAlive.read(folder))
                .isEqualTo(new KeepAlive(Duration.ofSeconds(7200), Duration.ofSeconds(75), 9));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadThoseOfThisHost() throws IOException {
        assertThat(SystemKeepAlive.read().probes()).isPositive();
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        assertThatThrownBy(() -> SystemKeepAlive.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tcp_keepalive_time")
                .hasMessageContaining("give idle, interval and probes instead");
    }

    @Test
    void shouldNameTheFileThatMakesNoSense() throws IOException {
        write("7200", "soon", "9");

        assertThatThrownBy(() -> SystemKeepAlive.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tcp_keepalive_intvl")
                .hasMessageContaining("soon");
    }

    private void write(String time, String interval, String probes) throws IOException {
        Files.writeString(folder.resolve("tcp_keepalive_time"), time + "\n");
        Files.writeString(folder.resolve("tcp_keepalive_intvl"), interval + "\n");
        Files.writeString(folder.resolve("tcp_keepalive_probes"), probes + "\n");
    }
}
