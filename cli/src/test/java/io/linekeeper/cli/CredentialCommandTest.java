package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.session.Credential;
import io.linekeeper.session.CredentialTable;
import io.linekeeper.session.DeviceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"line", "other"})
    void shouldPrintASecretAndTheEntryThatBelievesIt(String listener) {
        Run run = Run.of("credential", "site:4:phone-1", "--listener", listener);

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("secret: [A-Za-z0-9_-]{43}");
        assertThat(lines.get(1)).matches("entry: site:4:phone-1 [0-9a-f]{32} [0-9a-f]{64}");
        CredentialTable table = CredentialTable.parse(lines.get(1).substring("entry: ".length()));
        String secret = lines.get(0).substring("secret: ".length());
        assertThat(proves(table, "site:4:phone-1", secret, listener)).isTrue();
        assertThat(proves(table, "site:4:phone-1", secret, listener + "x")).isFalse();
    }

    @Test
    void shouldDrawAnotherOneEachTime() {
        assertThat(Run.of("credential", "a").out())
                .isNotEqualTo(Run.of("credential", "a").out());
    }

    @Test
    void shouldWriteBothToFilesForTheirOwnerAlone() throws IOException {
        Path secret = folder.resolve("phone-1.secret");
        Path table = folder.resolve("devices");
        Run run = Run.of("credential", "phone-1", "--secret-file", secret.toString(), "--add-to", table.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(mode(secret)).isEqualTo("rw-------");
        assertThat(mode(table)).isEqualTo("rw-------");
        assertThat(proves(read(table), "phone-1", Files.readString(secret).strip(), "line"))
                .isTrue();
    }

    @Test
    void shouldAddToATableAndChangeNothingElseOfIt() throws IOException {
        Path table = folder.resolve("devices");
        String before = "# phones\n"
                + Run.of("credential", "a").out().lines().toList().get(1).substring(7);
        Files.writeString(table, before); // Its last line has no end.
        Files.setPosixFilePermissions(table, PosixFilePermissions.fromString("rw-r-----"));

        Run run = Run.of("credential", "b", "--add-to", table.toString());

        assertThat(run.out()).startsWith("secret: ").doesNotContain("entry: ");
        assertThat(Files.readString(table)).startsWith(before + "\nb ").endsWith("\n");
        assertThat(read(table).size()).isEqualTo(2);
        assertThat(mode(table)).isEqualTo("rw-r-----");
    }

    @Test
    void shouldRefuseADeviceThatIsThereAndLeaveEverythingAsItWas() throws IOException {
        Path secret = folder.resolve("secret");
        Path table = folder.resolve("devices");
        Run.of("credential", "a", "--add-to", table.toString());
        String before = Files.readString(table);

        Run run = Run.of("credential", "a", "--secret-file", secret.toString(), "--add-to", table.toString());

        assertThat(run.err())
                .startsWith("linekeeper: --add-to: the file \"" + table + "\" has the device a already; remove its line"
                        + " first, or choose another id");
        assertThat(run.status()).isEqualTo(2);
        assertThat(Files.readString(table)).isEqualTo(before);
        assertThat(secret).doesNotExist();
    }

    @Test
    void shouldNotOverwriteASecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "precious");
        Path table = folder.resolve("devices");

        Run run = Run.of("credential", "a", "--secret-file", secret.toString(), "--add-to", table.toString());

        assertThat(run.err())
                .startsWith("linekeeper: --secret-file: the file \"" + secret
                        + "\" cannot be written: it is there already, and is not overwritten; remove it");
        assertThat(run.status()).isEqualTo(2);
        assertThat(secret).hasContent("precious");
        assertThat(table).doesNotExist();
    }

    @Test
    void shouldLeaveNoSecretThatNoTableKnows() {
        Path secret = folder.resolve("secret");
        Run run = Run.of("credential", "a", "--secret-file", secret.toString(), "--add-to", folder + "/no/devices");

        assertThat(run.err()).contains("--add-to: the file", "cannot be written: its folder does not exist");
        assertThat(run.status()).isEqualTo(2);
        assertThat(secret).doesNotExist();
    }

    @Test
    void shouldRefuseAFileThatIsNoTable() throws IOException {
        Path table = Files.writeString(folder.resolve("devices"), "root:x:0:0\n");
        Run run = Run.of("credential", "a", "--add-to", table.toString());

        assertThat(run.err())
                .startsWith("linekeeper: --add-to: the file \"" + table
                        + "\" is no table of credentials: line 1 of the credentials has 1 field; a line is DEVICE SALT"
                        + " HASH");
        assertThat(run.status()).isEqualTo(2);
        assertThat(table).hasContent("root:x:0:0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credential | DEVICE is missing; add it after the command",
                "credential a/b | the device id has the character U+002F at 1; only A-Z a-z 0-9 . _ : - are allowed",
                "credential a b | \"b\" is not expected here",
                "credential a --secret-file /no/such/folder/x | --secret-file: the file \"/no/such/folder/x\" cannot be"
                        + " written: its folder does not exist; create the folder, or name another file",
                "credential a --add-to / | --add-to: the file \"/\" cannot be",
                "credential a --listner x | there is no option --listner; did you mean --listener?",
            })
    void shouldSayWhatIsWrong(String typed, String sentence) {
        Run run = Run.of(typed.split(" "));
        assertThat(run.err()).startsWith("linekeeper: " + sentence);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void shouldRefuseNamesThatAreTooLong() {
        assertThat(Run.of("credential", "a".repeat(129)).err())
                .startsWith("linekeeper: a device id of 129 characters is not from 1 to 128 long; choose another");
        assertThat(Run.of("credential", "a", "--listener", "x".repeat(256)).err())
                .startsWith("linekeeper: --listener: a listener's name of 256 bytes is longer than 255");
    }

    private static boolean proves(CredentialTable table, String device, String secret, String listener) {
        Credential credential = Credential.of(secret.getBytes(StandardCharsets.US_ASCII));
        return table.authenticate(new DeviceId(device), credential, listener)
                .toCompletableFuture()
                .join();
    }

    private static CredentialTable read(Path table) throws IOException {
        return CredentialTable.parse(Files.readString(table));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
