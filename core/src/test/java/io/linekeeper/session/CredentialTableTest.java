package io.linekeeper.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linekeeper.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialTableTest {
    private static final DeviceId DEVICE = new DeviceId("site:4:phone-1");
    private static final Credential SECRET = credential("PpzJbKz3kNtXJr1Yd0Uo9w7cTgq2VhLmRaSeWxZiBvE");
    private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final String SALT_HEX = "000102030405060708090a0b0c0d0e0f";
    private static final String HASH_HEX = "f".repeat(64);
    private static final String ENTRY = CredentialTable.entry(DEVICE, "line", SECRET, SALT);

    /** The same bytes by another program (`sha256sum`), so that others can make tables. */
    @Test
    void shouldHashAsItIsSpecified() {
        assertThat(ENTRY)
                .isEqualTo("site:4:phone-1 " + SALT_HEX
                        + " af02ab6c2c755b95e9180582c1549f0a481e4128aad2cdb20e423c50cea7bc66");
    }

    @Test
    void shouldBelieveADeviceItsOwnCredentialAtItsOwnListenerOnly() {
        CredentialTable table = CredentialTable.parse(ENTRY);
        assertThat(proves(table, DEVICE, SECRET, "line")).isTrue();
        assertThat(proves(table, DEVICE, SECRET, "other")).isFalse();
        assertThat(proves(table, DEVICE, SECRET, "lin")).isFalse();
        assertThat(proves(table, DEVICE, SECRET, "x".repeat(300))).isFalse();
        assertThat(proves(table, DEVICE, credential("another"), "line")).isFalse();
        assertThat(proves(table, DEVICE, Credential.none(), "line")).isFalse();
        assertThat(proves(table, new DeviceId("site:4:phone-2"), SECRET, "line"))
                .isFalse();
    }

    @Test
    void shouldTellWhereTheListenersNameEndsAndTheCredentialBegins() {
        CredentialTable table = CredentialTable.parse(CredentialTable.entry(DEVICE, "line", credential("xy"), SALT));
        assertThat(proves(table, DEVICE, credential("y"), "linex")).isFalse();
        assertThat(proves(table, DEVICE, credential("xy"), "line")).isTrue();
    }

    @Test
    void shouldReadCommentsEmptyLinesAndAnyWhiteSpace() {
        CredentialTable table = CredentialTable.parse("# the phones\r\n\n  \t\n\t" + ENTRY.replace(" ", " \t ")
                + " # bought in May\r\n" + CredentialTable.entry(new DeviceId("b"), "line", SECRET, SALT));
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.contains(DEVICE)).isTrue();
        assertThat(table.contains(new DeviceId("c"))).isFalse();
        assertThat(proves(table, DEVICE, SECRET, "line")).isTrue();
        assertThat(proves(table, new DeviceId("b"), SECRET, "line")).isTrue();
        assertThat(CredentialTable.parse("").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone-1 | line 3 of the credentials has 1 field; a line is DEVICE SALT HASH, as `linekeeper credential` makes it",
                "phone-1 SALT HASH HASH | line 3 of the credentials has 4 fields; a line is DEVICE SALT HASH,",
                "phone-1 00 HASH | line 3 of the credentials has a salt of 2 characters; a salt is 32 hex digits,",
                "phone-1 SALT 00 | line 3 of the credentials has a hash of 2 characters; a hash is 64 hex digits,",
                "phone-1 zz0102030405060708090a0b0c0d0e0f HASH | line 3 of the credentials has a salt that is not hex;",
                "ph/one SALT HASH | line 3 of the credentials: the device id has the character U+002F at 2; only",
                "DEVICE SALT HASH | line 3 of the credentials has the device site:4:phone-1 again, which line 2 has"
                        + " already; remove one of them",
            })
    void shouldNameTheLineAndTheRemedyAndNoSecret(String line, String sentence) {
        String text = line.replace("SALT", SALT_HEX).replace("HASH", HASH_HEX).replace("DEVICE", DEVICE.text());
        assertThatThrownBy(() -> CredentialTable.parse("# devices\n" + ENTRY + "\n" + text))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith(sentence)
                .message()
                .doesNotContainIgnoringCase(SALT_HEX)
                .doesNotContainIgnoringCase("02030405060708")
                .doesNotContainIgnoringCase(HASH_HEX);
    }

    @Test
    void shouldPrintNothingOfWhatItKnows() {
        assertThat(CredentialTable.parse(ENTRY)).hasToString("credentials of 1 device");
    }

    @Test
    void shouldRefuseToMakeAnEntryThatCannotBe() {
        assertThatThrownBy(() -> CredentialTable.entry(DEVICE, "line", SECRET, new byte[15]))
                .hasMessage("a salt of 15 bytes is not 16 long; draw as many at random");
        assertThatThrownBy(() -> CredentialTable.entry(DEVICE, "ö".repeat(128), SECRET, SALT))
                .hasMessage("a listener's name of 256 bytes is longer than 255; choose a shorter one");
    }

    private static boolean proves(CredentialTable table, DeviceId device, Credential credential, String listener) {
        return table.authenticate(device, credential, listener)
                .toCompletableFuture()
                .join();
    }

    private static Credential credential(String text) {
        return Credential.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
