package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The one runnable jar as it was packaged. */
class RunnableJarIT {
    private static final Path JAR = Path.of(System.getProperty("linekeeper.jar"));

    @Test
    void shouldTellItsVersion() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-jar", JAR.toString(), "--version").start();

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(err).isZero();
        assertThat(out).startsWith("linekeeper ");
    }

    @Test
    void shouldCarryTheNativeLibrariesAndTheLicence() throws IOException {
        assertThat(entries())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
                        "META-INF/native/libnetty_transport_native_epoll_aarch_64.so");
    }

    @Test
    void shouldDropWhatBelongedToTheSeparateJars() throws IOException {
        assertThat(entries())
                .noneMatch(entry -> entry.endsWith("module-info.class"))
                .noneMatch(entry -> entry.matches("META-INF/.*\\.(SF|RSA|DSA)"))
                .doesNotHaveDuplicates();
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
