package io.linekeeper.cli;

import io.linekeeper.policy.PolicyException;
import io.linekeeper.session.Credential;
import io.linekeeper.session.CredentialTable;
import io.linekeeper.session.DeviceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linekeeper credential}: draws a secret for a device, and the entry that lets it prove itself. */
@Command(
        name = "credential",
        description =
                "Draws a secret for a device at random, and prints it with the entry for the table of credentials.",
        footer = {
            "",
            "The secret belongs to the device, the entry to the server: it tells nobody the secret.",
            "A script cuts them from the lines \"secret: ...\" and \"entry: ...\"."
        },
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class CredentialCommand implements Callable<Integer> {
    /** In base64url 43 characters. */
    private static final int SECRET_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DEVICE",
            description = "The id of the device: 1 to " + DeviceId.MOST_CHARS + " of A-Z a-z 0-9 . _ : -")
    private DeviceId device = new DeviceId("none");

    @Option(
            names = "--listener",
            paramLabel = "NAME",
            description = "The listener at which the secret holds, and at no other. Default: line.")
    private String listener = "line";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Write the secret to FILE, which must not be there yet, for its owner's eyes only. Default:"
                    + " print it.")
    private Optional<String> secretFile = Optional.empty();

    @Option(
            names = "--add-to",
            paramLabel = "FILE",
            description = "Add the entry to the table of credentials in FILE, which is created if it is missing."
                    + " Default: print it.")
    private Optional<String> table = Optional.empty();

    @Override
    public Integer call() {
        Optional<Path> tableFile = table.map(name -> path("--add-to", name));
        Optional<Path> file = secretFile.map(name -> path("--secret-file", name));
        tableFile.ifPresent(this::requireNew);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        String entry = entry(secret);

        file.ifPresent(each -> write("--secret-file", each, () -> PrivateFile.create(each, secret + "\n")));
        try {
            tableFile.ifPresent(each -> write("--add-to", each, () -> PrivateFile.append(each, entry)));
        } catch (ParameterException e) {
            file.ifPresent(CredentialCommand::remove);
            throw e;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (file.isEmpty()) {
            out.println("secret: " + secret);
        }
        if (tableFile.isEmpty()) {
            out.println("entry: " + entry);
        }
        out.flush();
        return ExitCode.OK;
    }

    private String entry(String secret) {
        Credential credential = Credential.of(secret.getBytes(StandardCharsets.US_ASCII));
        try {
            return CredentialTable.entry(device, listener, credential, random(CredentialTable.SALT_BYTES));
        } catch (IllegalArgumentException e) {
            throw mistake("--listener: " + e.getMessage());
        }
    }

    /** The table must be one, and must not have the device. */
    private void requireNew(Path file) {
        try {
            if (Files.notExists(file)) {
                return;
            }
            if (CredentialTable.parse(Files.readString(file)).contains(device)) {
                throw mistake("--add-to: the file \"" + file + "\" has the device " + device
                        + " already; remove its line first, or choose another id");
            }
        } catch (PolicyException e) {
            throw mistake("--add-to: the file \"" + file + "\" is no table of credentials: " + e.getMessage());
        } catch (IOException e) {
            throw mistake("--add-to: the file \"" + file + "\" cannot be read: " + FileRefusal.toRead(e));
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void write(String option, Path file, Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw mistake(option + ": the file \"" + file + "\" cannot be written: " + FileRefusal.toWrite(e));
        }
    }

    /** A secret that no server knows is of no use. */
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The first mistake is the one to tell; the next try says that the file is there.
        }
    }

    private Path path(String option, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw mistake(option + ": \"" + name + "\" cannot be the name of a file: " + e.getReason());
        }
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private ParameterException mistake(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
