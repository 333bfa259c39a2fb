package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A copy of the registry with one piece of one source file replaced, compiled and loaded beside the real one; the product
 * has no seam for it.
 *
 * @param file the source file's class
 * @param piece must occur in it exactly once
 */
record PlantedFault(String name, String file, String piece, String instead) {
    private static final String PACKAGE = "io.linekeeper.session.";
    private static final Path SOURCES = Path.of("src/main/java/io/linekeeper/session");

    /** All that see each other's package-private parts are loaded anew. */
    private static final List<String> COPIED = List.of(
            "RealRegistry",
            "SessionRegistry",
            "DeviceLines",
            "DeviceLine",
            "Place",
            "Census",
            "Orders",
            "Battle",
            "BattleRule");

    /** Makes registries with the fault. */
    RegistryPort.Maker plant(Path folder) throws Exception {
        Path classes = compile(folder);
        Constructor<?> constructor = new Copies(classes)
                .loadClass(PACKAGE + "RealRegistry")
                .getConstructor(Consumer.class, Consumer.class, SessionListener.class, int.class, Duration.class);
        return (claims, releases, listener, burst, every) -> {
            try {
                return (RegistryPort) constructor.newInstance(claims, releases, listener, burst, every);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private Path compile(Path folder) throws IOException {
        String source = Files.readString(SOURCES.resolve(file + ".java"));
        assertThat(source.split(Pattern.quote(piece), -1))
                .as("\"%s\" occurs once in %s; if the code has changed, plant the fault anew", piece, file)
                .hasSize(2);
        Path mutated = Files.writeString(folder.resolve(file + ".java"), source.replace(piece, instead));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler)
                .as("the compiler of this JVM; run the tests on a JDK")
                .isNotNull();
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(errors, files, null, options, null, files.getJavaFileObjects(mutated))
                    .call();
            assertThat(compiled).as("%s: %s", name, errors).isTrue();
        }
        return folder;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Loads the copied classes itself, from the folder if they are there, and leaves all others to its parent. */
    private static final class Copies extends ClassLoader {
        private final Path folder;

        Copies(Path folder) {
            super(PlantedFault.class.getClassLoader());
            this.folder = folder;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return isCopied(name) ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String path = name.replace('.', '/') + ".class";
            Path own = folder.resolve(path);
            try (InputStream in =
                    Files.exists(own) ? Files.newInputStream(own) : getParent().getResourceAsStream(path)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static boolean isCopied(String name) {
            return COPIED.stream()
                    .flatMap(copied -> Stream.of(PACKAGE + copied, PACKAGE + copied + "$"))
                    .anyMatch(copied -> name.equals(copied) || (copied.endsWith("$") && name.startsWith(copied)));
        }
    }
}
