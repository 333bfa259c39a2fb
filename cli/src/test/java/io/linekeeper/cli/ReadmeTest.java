package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's promises that a machine can keep. */
final class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("linekeeper.root", ".."));
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @Test
    void shouldCompileItsJava(@TempDir Path folder) throws IOException {
        List<String> blocks = JAVA.matcher(readme())
                .results()
                .map(block -> "{" + block.group(1) + "}")
                .toList();
        assertThat(blocks).hasSize(3);
        Path source = folder.resolve("Readme.java");
        Files.writeString(source, """
                import io.linekeeper.client.*;
                import io.linekeeper.line.*;
                import io.linekeeper.netty.*;
                import io.linekeeper.netty.client.*;
                import io.linekeeper.netty.session.*;
                import io.linekeeper.policy.*;
                import io.linekeeper.session.*;
                import io.netty.bootstrap.*;
                import io.netty.channel.*;
                import java.time.*;
                class Readme {
                    static class MyHandler extends ChannelInboundHandlerAdapter {}
                    static void main() {
                %s
                    }
                }
                """.replace("%s", String.join("\n", blocks)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
        boolean compiled;
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            compiled = compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        assertThat(compiled).as(complaints.toString()).isTrue();
    }

    @Test
    void shouldLinkToFilesThatExist() throws IOException {
        assertThat(LINK.matcher(readme()).results().map(link -> ROOT.resolve(link.group(1))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
